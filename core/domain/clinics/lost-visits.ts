import type { Transaction } from '../transaction.ts';
import type { AppointmentInSession } from './appointment.ts';
import { sessionDetails } from './slot.sql.ts';

/** The visits of some residents that were lost because a session was closed, and that they have not booked anew since. */
export async function lostVisits(tx: Transaction, residentIds: readonly string[]): Promise<AppointmentInSession[]> {
  const lost = await tx.prisma.appointment.findMany({
    where: {
      residentId: { in: [...residentIds] },
      cancelReason: 'session-closed',
      session: { date: { gte: tx.day.add(tx.day.dateOf(tx.now), -1) } },
    },
    include: { session: { include: sessionDetails } },
    orderBy: { startsAt: 'asc' },
  });
  const later = await tx.prisma.appointment.findMany({
    where: { residentId: { in: [...residentIds] }, status: { not: 'cancelled' } },
    select: { residentId: true, bookedAt: true, session: { select: { kind: true } } },
  });
  return lost.filter(
    ({ residentId, endedAt, session }) =>
      !later.some(
        (other) =>
          other.residentId === residentId &&
          other.session.kind === session.kind &&
          other.bookedAt >= (endedAt ?? other.bookedAt),
      ),
  );
}
