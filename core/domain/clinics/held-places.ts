import type { Transaction } from '../transaction.ts';

/** One place of a slot. */
export interface Held {
  id: string;
  sessionId: string;
  startsAt: Date;
}

/**
 * The places still to come that count as taken though nobody has them: freed while somebody waits, not offered yet.
 * Earliest first, one entry a place. That they are held is nowhere written: it is what taken says beyond the
 * appointments and the offers, so it cannot come apart from them.
 */
export async function heldPlaces(tx: Transaction, session: { id: string }): Promise<Held[]> {
  const slots = await tx.prisma.slot.findMany({
    where: { sessionId: session.id, startsAt: { gt: tx.now }, taken: { gt: 0 } },
    include: { _count: { select: { appointments: { where: { status: { not: 'cancelled' } } } } } },
    orderBy: { startsAt: 'asc' },
  });
  const offered = await tx.prisma.waitlistEntry.findMany({
    where: { sessionId: session.id, status: 'offered' },
    select: { offeredSlotId: true },
  });
  return slots.flatMap(({ id, sessionId, startsAt, taken, _count }) => {
    const promised = offered.filter(({ offeredSlotId }) => offeredSlotId === id).length;
    return Array.from({ length: taken - _count.appointments - promised }, () => ({ id, sessionId, startsAt }));
  });
}
