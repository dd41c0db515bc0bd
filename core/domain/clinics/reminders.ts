import { clearJobs, requestJob } from '../jobs/request-job.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';

/** An appointment as far as its later work goes. */
export interface Timed {
  id: string;
  startsAt: Date;
  bookedAt: Date;
}

type When = 'evening-before' | 'two-hours-before';

/**
 * Asks for everything that happens later with an appointment: a reminder two hours before, one the evening before when it
 * was booked two days ahead, and the look whether somebody came. A late booking's confirmation is its reminder.
 */
export async function requestLaterWork(tx: Transaction, appointment: Timed, rulePack: string): Promise<void> {
  const { id, startsAt } = appointment;
  const { clinics, notices } = rulesOf(rulePack);
  const date = tx.day.dateOf(startsAt);
  const twoHoursBefore = new Date(startsAt.getTime() - clinics.reminderMinutesBefore * 60_000);
  const eveningBefore = tx.day.at(tx.day.add(date, -1), clinics.eveningReminderAt);
  const daysAhead = tx.day.daysBetween(tx.day.dateOf(appointment.bookedAt), date);
  if (twoHoursBefore > tx.now) await remind(tx, appointment, 'two-hours-before', twoHoursBefore, startsAt);
  if (daysAhead >= clinics.eveningReminderDaysAhead && eveningBefore > tx.now)
    await remind(tx, appointment, 'evening-before', eveningBefore, tx.day.at(tx.day.add(date, -1), notices.quietFrom));
  const missAt = new Date(startsAt.getTime() + clinics.noShowAfterMinutes * 60_000);
  await requestLook(tx, id, { key: missKey(appointment), dueAt: missAt });
}

/** Asks for the look whether somebody came. Hours later it tells nothing any more: then the program was not looking. */
export async function requestLook(
  tx: Transaction,
  appointmentId: string,
  { key, dueAt }: { key: string; dueAt: Date },
): Promise<void> {
  const expiresAt = new Date(dueAt.getTime() + 6 * 3_600_000);
  await requestJob(tx, 'appointment.miss', { appointmentId }, { key, dueAt, expiresAt });
}

/** Clears what was still to come, because the appointment is over or at another time. */
export async function clearLaterWork(tx: Transaction, appointment: Timed, reason: string): Promise<void> {
  await clearJobs(
    tx,
    [remindKey(appointment, 'evening-before'), remindKey(appointment, 'two-hours-before'), missKey(appointment)],
    reason,
  );
}

/** The time is part of the key: what was moved is reminded of anew. */
export function missKey({ id, startsAt }: Pick<Timed, 'id' | 'startsAt'>): string {
  return `appointment.miss/${id}/${startsAt.toISOString()}`;
}

function remindKey({ id, startsAt }: Timed, when: When): string {
  return `appointment.remind/${id}/${startsAt.toISOString()}/${when}`;
}

async function remind(tx: Transaction, appointment: Timed, when: When, dueAt: Date, expiresAt: Date): Promise<void> {
  await requestJob(
    tx,
    'appointment.remind',
    { appointmentId: appointment.id, when },
    { key: remindKey(appointment, when), dueAt, expiresAt },
  );
}
