import { refuse } from '../refusal.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Transaction } from '../transaction.ts';

/** A lecture for residents or a training for staff. */
export interface GatheringView {
  id: string;
  kind: 'lecture' | 'training';
  organisationId: string;
  centre: string;
  title: string;
  topic: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  taken: number;
  createdById: string;
}

/** Who signs up: a resident for a lecture, a member of staff for a training. */
export type Attendee = { kind: 'resident'; residentId: string; contactId: string } | { kind: 'staff'; staffId: string };

/** What can still be signed up for, the soonest first; those of somebody's own centre before others. */
export async function gatheringsAhead(
  tx: Transaction,
  kind: GatheringView['kind'],
  centreId?: string | undefined,
): Promise<GatheringView[]> {
  const rows = await tx.prisma.gathering.findMany({
    where: { kind, status: 'open', startsAt: { gt: tx.now } },
    include: { organisation: { select: { shortName: true } } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: mostListed,
  });
  const all = rows.map(viewOf);
  return [
    ...all.filter(({ organisationId }) => organisationId === centreId),
    ...all.filter(({ organisationId }) => organisationId !== centreId),
  ];
}

const mostListed = 20;

/** One of them. @throws Refusal `gathering-closed` when there is none of this id. */
export async function gatheringById(tx: Transaction, id: string): Promise<GatheringView & { status: string }> {
  const row = await tx.prisma.gathering.findUnique({
    where: { id },
    include: { organisation: { select: { shortName: true } } },
  });
  if (!row) throw refuse('gathering-closed');
  return { ...viewOf(row), status: row.status };
}

/** From here to the commit nobody else signs up, gives back or calls off. */
export async function lockGathering(tx: Transaction, id: string): Promise<GatheringView & { status: string }> {
  await oneAtATime(tx, `gathering/${id}`);
  return gatheringById(tx, id);
}

/** For which of them somebody is signed up. */
export async function signedUpFor(tx: Transaction, who: Attendee): Promise<Set<string>> {
  const rows = await tx.prisma.signUp.findMany({
    where: { status: 'signed_up', ...personOf(who), gathering: { startsAt: { gt: tx.now } } },
    select: { gatheringId: true },
  });
  return new Set(rows.map(({ gatheringId }) => gatheringId));
}

/** The column that holds the person. */
export function personOf(who: Attendee): { residentId: string } | { staffId: string } {
  return who.kind === 'resident' ? { residentId: who.residentId } : { staffId: who.staffId };
}

interface Row extends Omit<GatheringView, 'centre'> {
  organisation: { shortName: string };
}

function viewOf(row: Row): GatheringView {
  const { id, kind, organisationId, title, topic, place, startsAt, endsAt, capacity, taken, createdById } = row;
  const centre = row.organisation.shortName;
  return { id, kind, organisationId, centre, title, topic, place, startsAt, endsAt, capacity, taken, createdById };
}
