import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { appointmentCancelled } from '../notices/appointments.ts';
import { type AppointmentInSession, appointmentById } from './appointment.ts';
import { actorOf, type Booker, chatOf, mustMayBook } from './booker.ts';
import { releasePlace } from './held-place.sql.ts';
import { hearersOf, sayVisit, tell } from './hearers.ts';
import { lockSession } from './lock.ts';
import { clearLaterWork } from './reminders.ts';
import { settleLine } from './settle-line.ts';

/**
 * Gives a place back, until the visit starts. It goes to the waitlist first; reminders are cleared.
 * @throws Refusal `appointment-not-found`, `not-allowed`, `session-started`, `appointment-state-changed`
 */
export async function cancelAppointment(
  tx: Transaction,
  { appointmentId, by }: { appointmentId: string; by: Booker },
): Promise<AppointmentInSession> {
  const { sessionId } = await appointmentById(tx, appointmentId);
  await lockSession(tx, sessionId);
  const appointment = await appointmentById(tx, appointmentId);
  await mustMayBook(tx, by, appointment.residentId, appointment.session.organisationId);
  mustBeGivenBackInTime(tx, appointment);
  await endAsCancelled(tx, appointment, by.kind === 'staff' ? 'by-staff' : 'by-resident');
  tx.audit({
    actor: actorOf(by),
    action: 'appointment.cancelled',
    subject: { kind: 'appointment', id: appointmentId },
  });
  await tell(
    tx,
    await hearersOf(tx, appointment.residentId, appointment.contactId, chatOf(by)),
    appointmentCancelled,
    await sayVisit(tx, appointment),
    { key: `appointment.cancelled/${appointmentId}`, about: appointment.residentId, expiresAt: appointment.startsAt },
  );
  await releasePlace(tx, { id: appointment.slotId, sessionId });
  await settleLine(tx, sessionId);
  return appointment;
}

/** @throws Refusal `session-started`, `appointment-state-changed` */
export function mustBeGivenBackInTime(tx: Transaction, { status, startsAt }: AppointmentInSession): void {
  if (status !== 'booked' && status !== 'arrived') throw refuse('appointment-state-changed', { status });
  if (startsAt <= tx.now) throw refuse('session-started');
}

/** Ends an open appointment and what was to follow; the place stays taken until it is released. */
export async function endAsCancelled(
  tx: Transaction,
  appointment: AppointmentInSession,
  cancelReason: string,
): Promise<void> {
  const { count } = await tx.prisma.appointment.updateMany({
    where: { id: appointment.id, status: appointment.status },
    data: { status: 'cancelled', cancelReason, endedAt: tx.now },
  });
  if (count !== 1) throw refuse('appointment-state-changed');
  await clearLaterWork(tx, appointment, 'appointment-cancelled');
}
