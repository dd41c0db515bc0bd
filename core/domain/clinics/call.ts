import { askForRating } from '../ratings/ask.ts';
import { refuse } from '../refusal.ts';
import { mustReach } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { appointmentCalled } from '../notices/appointments.ts';
import type { AppointmentInSession } from './appointment.ts';
import { lockedAppointment } from './arrive.ts';
import { hearersOf, sayVisit, tell } from './hearers.ts';
import { lockSession } from './lock.ts';
import { sessionDetails } from './slot.sql.ts';

/** What 下一位 did. */
export interface Called {
  /** The numbers that were with the doctor and are done with it. */
  finished: number[];
  /** Undefined when nobody who has arrived is left. */
  called: AppointmentInSession | undefined;
}

/**
 * 下一位: whoever was called before has been seen, and the next of those who have arrived is called: by the time of their
 * slot, then by number. The called person gets a message.
 * @throws Refusal `not-allowed`
 */
export async function callNext(
  tx: Transaction,
  { sessionId, staffId }: { sessionId: string; staffId: string },
): Promise<Called> {
  const { organisationId } = await tx.prisma.clinicSession.findUniqueOrThrow({ where: { id: sessionId } });
  await mustReach(tx, staffId, organisationId, deskRoles);
  await lockSession(tx, sessionId);
  const inside = await tx.prisma.appointment.findMany({
    where: { sessionId, status: 'called' },
    select: { id: true, number: true },
    orderBy: { number: 'asc' },
  });
  for (const { id } of inside) await move(tx, id, { from: 'called', to: 'attended', staffId });
  const next = await tx.prisma.appointment.findFirst({
    where: { sessionId, status: 'arrived' },
    include: { session: { include: sessionDetails } },
    orderBy: [{ startsAt: 'asc' }, { number: 'asc' }],
  });
  if (next) await call(tx, next, staffId);
  return { finished: inside.map(({ number }) => number), called: next ?? undefined };
}

/**
 * 叫号 3: one by number, who has arrived; once more for who did not hear it.
 * @throws Refusal `appointment-state-changed`, `not-allowed`
 */
export async function callAppointment(
  tx: Transaction,
  { appointmentId, staffId }: { appointmentId: string; staffId: string },
): Promise<void> {
  const appointment = await forStaff(tx, appointmentId, staffId);
  if (appointment.status === 'called') return tellCalled(tx, appointment);
  if (appointment.status !== 'arrived') throw refuse('appointment-state-changed', { status: appointment.status });
  await call(tx, appointment, staffId);
}

/**
 * 结束 3: somebody was seen.
 * @throws Refusal `appointment-state-changed`, `not-allowed`
 */
export async function finishAppointment(
  tx: Transaction,
  { appointmentId, staffId }: { appointmentId: string; staffId: string },
): Promise<void> {
  const { status } = await forStaff(tx, appointmentId, staffId);
  if (status !== 'called' && status !== 'arrived') throw refuse('appointment-state-changed', { status });
  await move(tx, appointmentId, { from: status, to: 'attended', staffId });
}

/** The appointment, locked, for staff whose roles reach the place. */
export async function forStaff(tx: Transaction, appointmentId: string, staffId: string): Promise<AppointmentInSession> {
  const appointment = await lockedAppointment(tx, appointmentId);
  await mustReach(tx, staffId, appointment.session.organisationId, deskRoles);
  return appointment;
}

async function call(tx: Transaction, appointment: AppointmentInSession, staffId: string): Promise<void> {
  await move(tx, appointment.id, { from: 'arrived', to: 'called', staffId });
  await tellCalled(tx, appointment);
}

/** Worth nothing to who is told when the session is over. */
async function tellCalled(tx: Transaction, appointment: AppointmentInSession): Promise<void> {
  const { id, residentId, contactId, session } = appointment;
  const data = { ...(await sayVisit(tx, appointment)), doctor: session.doctor.name };
  await tell(tx, await hearersOf(tx, residentId, contactId), appointmentCalled, data, {
    key: `appointment.called/${id}/${tx.now.toISOString()}`,
    about: residentId,
    expiresAt: new Date(tx.now.getTime() + 30 * 60_000),
  });
}

interface Move {
  from: 'arrived' | 'called';
  to: 'called' | 'attended';
  staffId: string;
}

async function move(tx: Transaction, id: string, { from, to, staffId }: Move): Promise<void> {
  const times = to === 'called' ? { calledAt: tx.now } : { endedAt: tx.now };
  const { count } = await tx.prisma.appointment.updateMany({
    where: { id, status: from },
    data: { status: to, ...times },
  });
  if (count === 0) throw refuse('appointment-state-changed');
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: `appointment.${to}`,
    subject: { kind: 'appointment', id },
  });
  if (to === 'attended') await askHowItWas(tx, id);
}

async function askHowItWas(tx: Transaction, id: string): Promise<void> {
  const { residentId, session } = await tx.prisma.appointment.findUniqueOrThrow({
    where: { id },
    select: { residentId: true, session: { select: { organisationId: true, doctorId: true } } },
  });
  const { organisationId, doctorId: staffId } = session;
  await askForRating(tx, { subjectKind: 'appointment', subjectId: id, residentId, organisationId, staffId });
}
