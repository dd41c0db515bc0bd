import { appointmentMissed } from '../notices/appointments.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { AuditNote, Transaction } from '../transaction.ts';
import type { AppointmentInSession } from './appointment.ts';
import { lockedAppointment } from './arrive.ts';
import { callMissed } from './call-missed.ts';
import { forStaff } from './call.ts';
import { hearersOf, sayVisit, tell } from './hearers.ts';
import { personOf } from './person.sql.ts';
import { missKey, requestLook } from './reminders.ts';
import { isExemptFromBlock } from './rules.ts';

/**
 * The look whether somebody came, 15 minutes after the slot. Only who has not arrived can have missed it; and while the
 * doctor runs late and is still with those before, nobody has: then it looks again a little later, until the session ends.
 * @returns why nothing was noted, or undefined.
 */
export async function noteMissed(tx: Transaction, appointmentId: string): Promise<string | undefined> {
  const appointment = await lockedAppointment(tx, appointmentId);
  if (appointment.status !== 'booked') return `already-${appointment.status}`;
  const graceMilliseconds = rulesOf(appointment.session.rulePack).clinics.noShowAfterMinutes * 60_000;
  if (appointment.startsAt.getTime() + graceMilliseconds > tx.now.getTime()) return 'moved';
  if (tx.now < appointment.session.endsAt && (await runsLate(tx, appointment))) {
    const dueAt = new Date(tx.now.getTime() + graceMilliseconds);
    const key = `${missKey(appointment)}/${dueAt.toISOString()}`;
    await requestLook(tx, appointmentId, { key, dueAt });
    return 'doctor-late';
  }
  await note(tx, appointment, { kind: 'system' });
  return undefined;
}

/**
 * 未到 3: the desk says that somebody is not there, once the slot has begun.
 * @throws Refusal `appointment-state-changed`, `too-early-to-arrive`, `not-allowed`
 */
export async function noteMissedByStaff(
  tx: Transaction,
  { appointmentId, staffId }: { appointmentId: string; staffId: string },
): Promise<void> {
  const appointment = await forStaff(tx, appointmentId, staffId);
  const { status, startsAt } = appointment;
  if (status !== 'booked' && status !== 'arrived' && status !== 'called')
    throw refuse('appointment-state-changed', { status });
  if (startsAt > tx.now) throw refuse('too-early-to-arrive', { from: tx.day.timeOf(startsAt) });
  await note(tx, appointment, { kind: 'staff', id: staffId });
}

/** Somebody with an earlier slot is still waiting or inside. */
async function runsLate(tx: Transaction, { sessionId, startsAt }: AppointmentInSession): Promise<boolean> {
  const before = {
    sessionId,
    startsAt: { lt: startsAt },
    status: { in: ['arrived', 'called'] as ('arrived' | 'called')[] },
  };
  return (await tx.prisma.appointment.count({ where: before })) > 0;
}

async function note(tx: Transaction, appointment: AppointmentInSession, actor: AuditNote['actor']): Promise<void> {
  const { id, residentId, contactId, status } = appointment;
  const { count } = await tx.prisma.appointment.updateMany({
    where: { id, status },
    data: { status: 'no_show', endedAt: tx.now },
  });
  if (count === 0) throw refuse('appointment-state-changed');
  tx.audit({ actor, action: 'appointment.missed', subject: { kind: 'appointment', id }, detail: { residentId } });
  const blockedUntil = await block(tx, appointment);
  const data = {
    ...(await sayVisit(tx, appointment)),
    ...(blockedUntil === undefined ? {} : { blockedUntil: tx.day.sayDate(blockedUntil) }),
  };
  await tell(tx, await hearersOf(tx, residentId, contactId), appointmentMissed, data, {
    key: `appointment.missed/${id}`,
    about: residentId,
  });
}

/**
 * Three in 90 days close booking ahead for 30 days; 75+, pregnant and disabled residents get a call instead (domain.md §3).
 * @returns the last day that is closed.
 */
async function block(tx: Transaction, { id, residentId, session }: AppointmentInSession): Promise<string | undefined> {
  const today = tx.day.dateOf(tx.now);
  const rules = rulesOf(session.rulePack).clinics;
  const since = tx.day.at(tx.day.add(today, -rules.noShowWindowDays), '00:00');
  const missed = await tx.prisma.appointment.count({
    where: { residentId, status: 'no_show', startsAt: { gt: since } },
  });
  if (missed < rules.noShowsThatBlock) return undefined;
  if (isExemptFromBlock(await personOf(tx, residentId), rules)) {
    await callMissed(tx, { appointmentId: id, residentId, doctorId: session.doctorId });
    return undefined;
  }
  const until = tx.day.add(today, rules.noShowBlockDays);
  await tx.prisma.resident.update({ where: { id: residentId }, data: { noShowBlockedUntil: until } });
  tx.audit({
    actor: { kind: 'system' },
    action: 'booking.blocked',
    subject: { kind: 'resident', id: residentId },
    detail: { until },
  });
  return until;
}
