import { residentNames } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { inLine } from './leave-line.ts';
import { sessionDetails } from './slot.sql.ts';

/** Somebody's place in a line. */
export interface InLine {
  entryId: string;
  residentId: string;
  name: string;
  kind: 'night' | 'expert';
  /** YYYY-MM-DD */
  date: string;
  rulePack: string;
  shortName: string;
  /** The place that is kept for them now. */
  offer: { startsAt: Date; until: Date } | undefined;
}

/** Where some residents wait, soonest first; what is kept for them comes before what is not. */
export async function placesInLine(tx: Transaction, residentIds: readonly string[]): Promise<InLine[]> {
  const entries = await tx.prisma.waitlistEntry.findMany({
    where: { residentId: { in: [...residentIds] }, status: { in: [...inLine] }, session: { status: 'open' } },
    include: { session: { include: sessionDetails } },
    orderBy: [{ session: { startsAt: 'asc' } }, { id: 'asc' }],
  });
  const slotIds = entries.flatMap(({ offeredSlotId }) => offeredSlotId ?? []);
  const slots = await tx.prisma.slot.findMany({ where: { id: { in: slotIds } }, select: { id: true, startsAt: true } });
  const names = await residentNames(
    tx,
    entries.map(({ residentId }) => residentId),
  );
  const lines = entries.map(({ id, residentId, session, offeredSlotId, offerExpiresAt: until }) => {
    const slot = slots.find((candidate) => candidate.id === offeredSlotId);
    const offer = slot && until && until > tx.now ? { startsAt: slot.startsAt, until } : undefined;
    const { kind, date, rulePack, organisation } = session;
    return {
      entryId: id,
      residentId,
      name: names.get(residentId) ?? '',
      kind,
      date,
      rulePack,
      shortName: organisation.shortName,
      offer,
    };
  });
  return [...lines.filter(({ offer }) => offer), ...lines.filter(({ offer }) => !offer)];
}
