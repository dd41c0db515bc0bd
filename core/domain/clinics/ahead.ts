import type { Transaction } from '../transaction.ts';
import type { AppointmentInSession } from './appointment.ts';

/** How many of those who have arrived will be called before somebody. */
export async function peopleAhead(
  tx: Transaction,
  { sessionId, startsAt, number }: Pick<AppointmentInSession, 'sessionId' | 'startsAt' | 'number'>,
): Promise<number> {
  return tx.prisma.appointment.count({
    where: {
      sessionId,
      status: 'arrived',
      OR: [{ startsAt: { lt: startsAt } }, { startsAt, number: { lt: number } }],
    },
  });
}
