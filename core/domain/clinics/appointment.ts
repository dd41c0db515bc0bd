import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { openStatuses } from './obstacle.ts';
import { sessionDetails } from './slot.sql.ts';

/** An appointment with its session, place and doctor. */
export type AppointmentInSession = NonNullable<Awaited<ReturnType<typeof find>>>;

/** @throws Refusal `appointment-not-found` */
export async function appointmentById(tx: Transaction, id: string): Promise<AppointmentInSession> {
  const appointment = await find(tx, id);
  if (!appointment) throw refuse('appointment-not-found');
  return appointment;
}

function find(tx: Transaction, id: string) {
  return tx.prisma.appointment.findUnique({ where: { id }, include: { session: { include: sessionDetails } } });
}

/** The visits of some residents that are still to come or under way, soonest first: for 我的, 取消预约, 签到. */
export function openAppointments(tx: Transaction, residentIds: readonly string[]): Promise<AppointmentInSession[]> {
  return tx.prisma.appointment.findMany({
    where: { residentId: { in: [...residentIds] }, status: { in: [...openStatuses] }, session: { status: 'open' } },
    include: { session: { include: sessionDetails } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
}
