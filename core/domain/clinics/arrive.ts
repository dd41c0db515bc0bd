import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { type AppointmentInSession, appointmentById } from './appointment.ts';
import { actorOf, type Booker, mustMayBook } from './booker.ts';
import { lockSession } from './lock.ts';

/**
 * 签到: somebody is there, said in chat or noted at the desk; from an hour before the slot until the session ends.
 * @throws Refusal `too-early-to-arrive` (with `from`, HH:MM), `session-closed`, `appointment-state-changed`,
 *   `appointment-not-found`, `not-allowed`
 */
export async function arrive(
  tx: Transaction,
  { appointmentId, by }: { appointmentId: string; by: Booker },
): Promise<AppointmentInSession> {
  const appointment = await lockedAppointment(tx, appointmentId);
  const { residentId, startsAt, session } = appointment;
  await mustMayBook(tx, by, residentId, session.organisationId);
  if (session.status === 'closed') throw refuse('session-closed');
  const from = arriveFrom(appointment);
  if (tx.now < from) throw refuse('too-early-to-arrive', { from: tx.day.timeOf(from), date: session.date });
  const { count } = await tx.prisma.appointment.updateMany({
    where: { id: appointmentId, status: 'booked' },
    data: { status: 'arrived', arrivedAt: tx.now },
  });
  if (count === 0) throw refuse('appointment-state-changed', { status: appointment.status });
  tx.audit({
    actor: actorOf(by),
    action: 'appointment.arrived',
    subject: { kind: 'appointment', id: appointmentId },
    detail: { startsAt: startsAt.toISOString() },
  });
  return appointmentById(tx, appointmentId);
}

/** Takes 签到 back: it was somebody else's number, or they left again. */
export async function undoArrive(
  tx: Transaction,
  { appointmentId, by }: { appointmentId: string; by: Booker },
): Promise<AppointmentInSession> {
  const { residentId, session, status } = await lockedAppointment(tx, appointmentId);
  await mustMayBook(tx, by, residentId, session.organisationId);
  const { count } = await tx.prisma.appointment.updateMany({
    where: { id: appointmentId, status: 'arrived' },
    data: { status: 'booked', arrivedAt: null },
  });
  if (count === 0) throw refuse('appointment-state-changed', { status });
  tx.audit({
    actor: actorOf(by),
    action: 'appointment.arrival-undone',
    subject: { kind: 'appointment', id: appointmentId },
  });
  return appointmentById(tx, appointmentId);
}

/** The first instant at which somebody may say 签到. */
export function arriveFrom({ startsAt, session }: Pick<AppointmentInSession, 'startsAt' | 'session'>): Date {
  return new Date(startsAt.getTime() - rulesOf(session.rulePack).clinics.arriveFromMinutesBefore * 60_000);
}

/** The appointment as it stands once nobody else changes its session. */
export async function lockedAppointment(tx: Transaction, id: string): Promise<AppointmentInSession> {
  const { sessionId } = await appointmentById(tx, id);
  await lockSession(tx, sessionId);
  return appointmentById(tx, id);
}
