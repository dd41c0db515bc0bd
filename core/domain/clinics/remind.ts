import { appointmentReminder } from '../notices/appointments.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { appointmentById } from './appointment.ts';
import { hearersOf, sayVisit, tell } from './hearers.ts';

/**
 * Reminds of a visit: the person, and who booked for them. Nothing is said when the visit was given back, moved or has
 * begun: a reminder that came too late is not sent late.
 * @returns why nobody was reminded, or undefined.
 */
export async function remindOfAppointment(
  tx: Transaction,
  { appointmentId, when }: { appointmentId: string; when: 'evening-before' | 'two-hours-before' },
): Promise<string | undefined> {
  const appointment = await appointmentById(tx, appointmentId);
  const { status, startsAt, residentId, contactId, session } = appointment;
  if (status !== 'booked') return `already-${status}`;
  if (startsAt <= tx.now) return 'started';
  const { whatToBring } = rulesOf(session.rulePack).clinics;
  await tell(
    tx,
    await hearersOf(tx, residentId, contactId),
    appointmentReminder,
    {
      ...(await sayVisit(tx, appointment)),
      bring: whatToBring,
      today: tx.day.dateOf(startsAt) === tx.day.dateOf(tx.now),
    },
    {
      key: `appointment.reminder/${appointmentId}/${startsAt.toISOString()}/${when}`,
      about: residentId,
      expiresAt: startsAt,
    },
  );
  return undefined;
}
