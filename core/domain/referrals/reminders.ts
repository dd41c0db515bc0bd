import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { hasAccount } from '../contracts/parties.ts';
import { requestJob } from '../jobs/request-job.ts';
import { referralReminder } from '../notices/referrals.ts';
import { send } from '../notices/send.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { answerOf } from './packet.ts';
import { hearersOf, toldOf } from './tell.ts';

/** Asks for a reminder on the evening before each visit of an accepted referral; what is tomorrow already has its card. */
export async function requestReminders(tx: Transaction, referral: Referral): Promise<void> {
  const { reminderAt } = rulesOf(referral.rulePack).referrals.timers;
  for (const date of visitDates(tx, referral)) {
    const dueAt = tx.day.at(tx.day.add(date, -1), reminderAt);
    if (dueAt <= tx.now) continue;
    const key = `referral.remind/${referral.id}/${date}`;
    const expiresAt = tx.day.at(date, '00:00');
    await requestJob(tx, 'referral.remind', { referralId: referral.id, date }, { key, dueAt, expiresAt });
  }
}

/** @returns false when there is no visit on that date any more. */
export async function remindOfVisit(tx: Transaction, referralId: string, date: string): Promise<boolean> {
  const referral = await tx.prisma.referral.findUnique({ where: { id: referralId } });
  if (!referral || !['accepted', 'attended'].includes(referral.status)) return false;
  if (!visitDates(tx, referral).includes(date)) return false;
  const told = await toldOf(tx, referral);
  const visit = visitsOf(tx, referral).find((instant) => tx.day.dateOf(instant) === date);
  const appointment = told.appointment && visit ? { ...told.appointment, when: tx.day.say(visit) } : told.appointment;
  for (const residentId of await hearersOf(tx, referral)) {
    const data = { ...told, appointment, inChat: await hasAccount(tx, residentId) };
    const key = `referral.reminder/${referral.id}/${date}/${residentId}`;
    const expiresAt = tx.day.at(date, '00:00');
    await send(tx, referralReminder, { resident: residentId }, data, { key, expiresAt, about: referral.residentId });
  }
  return true;
}

function visitDates(tx: Transaction, referral: Referral): string[] {
  return [...new Set(visitsOf(tx, referral).map((instant) => tx.day.dateOf(instant)))];
}

function visitsOf(tx: Transaction, referral: Referral): Date[] {
  const answer = answerOf(tx, referral);
  if (!answer || referral.appointmentAt === null) return [];
  return [referral.appointmentAt, ...answer.visits.map((instant) => new Date(instant))];
}
