import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { closeCards } from '../notices/cards.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import { takeInReport } from '../reports/take-in.ts';
import { reportKindNames, reportKinds } from '../reports/report.ts';
import { clearStaffTasks } from '../staff-tasks/clear.ts';
import type { Transaction } from '../transaction.ts';
import { referralCardsOf, sendSummaryCards, tellSide } from './cards.ts';
import { openReferral } from './open.ts';
import { sidesOf } from './owner.ts';
import { keptFor, packetOf, sealAnswer, sealOutcome, type ReferralAnswer, type ReferralOutcome } from './packet.ts';
import { followOutcome, openFollowUp } from './follow-up.ts';
import { requestReminders } from './reminders.ts';
import type { DeclineReason } from './rules.ts';
import { amend, referralToChange, takeStep, type ReferralActor, type StepWish } from './step.ts';
import { tellResident } from './tell.ts';

/** Who answers: the recipient's staff; or the sender's, who has called them and writes down what they said. */
export interface DeskWish {
  referralId: string;
  staffId: string;
}

/** An appointment, a bed or a slot. */
export interface Acceptance extends DeskWish {
  appointmentAt: Date;
  answer: ReferralAnswer;
}

/**
 * The recipient accepts, with an appointment. An accepted one may be moved to another time by accepting it again.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`; `referral-needs-bed` for one that comes
 * down without a bed or a slot.
 */
export async function acceptReferral(
  tx: Transaction,
  { appointmentAt, answer, ...wish }: Acceptance,
): Promise<Referral> {
  const { referral, actor } = await forDesk(tx, wish);
  if (appointmentAt <= tx.now) throw refuse('referral-state-changed', { status: 'past' });
  // Who comes home is promised something to come to (domain.md §4).
  if (referral.direction === 'down' && !answer.bed) throw refuse('referral-needs-bed');
  const { validDaysAfterAppointment } = rulesOf(referral.rulePack).referrals.timers;
  const last = [appointmentAt, ...answer.visits.map((instant) => new Date(instant))].sort((a, b) => +b - +a)[0];
  const validUntil = tx.day.add(tx.day.dateOf(last ?? appointmentAt), validDaysAfterAppointment);
  const data = { appointmentAt, validUntil, answerSealed: sealAnswer(tx, referral.id, answer), answeredAt: tx.now };
  const accepted = await (referral.status === 'accepted'
    ? moved(tx, referral, data)
    : answered(tx, referral, 'accept', actor, { data }));
  await requestReminders(tx, accepted);
  if (accepted.direction === 'down') await openFollowUp(tx, accepted);
  const kept = keptFor(rulesOf(accepted.rulePack).referrals, accepted, answer);
  const bed = kept ? `，${kept.name}：${kept.value}` : '';
  await tellSide(tx, accepted, 'sender', `对方已接收，${tx.day.say(appointmentAt)}${bed}`);
  return accepted;
}

/** Within its state: another time. The resident gets the card anew. */
async function moved(
  tx: Transaction,
  referral: Referral,
  data: { appointmentAt: Date; validUntil: string; answerSealed: string },
): Promise<Referral> {
  const dueAt = tx.day.at(tx.day.add(data.validUntil, 1), '00:00');
  const accepted = await amend(tx, referral, { ...data, dueAt });
  await tellResident(tx, accepted, 'accepted');
  return accepted;
}

/** What the resident is told for each reason. */
export const declineWords: Readonly<Record<DeclineReason, string>> = {
  full: '近期没有空位',
  'other-department': '要找别的科室',
  'cannot-treat': '对方没有相应的条件',
  'not-needed': '对方认为可以在社区继续治疗',
};

/** @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`. */
export async function declineReferral(
  tx: Transaction,
  { reason, advice, ...wish }: DeskWish & { reason: DeclineReason; advice: string },
): Promise<Referral> {
  const { referral, actor } = await forDesk(tx, wish);
  const outcomeSealed = sealOutcome(tx, referral.id, { summary: '', advice });
  const why = [declineWords[reason], advice].filter(Boolean).join('，');
  const declined = await answered(tx, referral, 'decline', actor, { data: { outcomeSealed }, reason, why });
  await tellSide(tx, declined, 'sender', `对方没有接收：${why}`);
  return declined;
}

/**
 * The recipient refers on. What comes of it is a referral of its own, which waits for the resident's consent to that
 * hospital.
 * @returns the new one.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`, `referral-pending`.
 */
export async function forwardReferral(
  tx: Transaction,
  { toOrganisationId, why, ...wish }: DeskWish & { toOrganisationId: string; why: string },
): Promise<Referral> {
  const { referral, actor } = await forDesk(tx, wish);
  if (toOrganisationId === referral.toOrganisationId) throw refuse('referral-state-changed', { status: 'same' });
  const forwarded = await answered(tx, referral, 'forward', actor, { reason: 'referred-on', why });
  const next = await openReferral(
    tx,
    {
      residentId: referral.residentId,
      direction: referral.direction,
      origin: 'hospital',
      urgency: referral.urgency,
      category: referral.category,
      catalogueEntry: referral.catalogueEntry,
      fromOrganisationId: referral.fromOrganisationId,
      toOrganisationId,
      department: referral.department,
      // The hospital has looked, and cannot.
      reason: 'no-department',
      packet: packetOf(tx, referral),
      insurance: referral.insurance,
      doctorId: referral.doctorId,
      askedById: referral.askedById ?? undefined,
      previousId: referral.id,
    },
    'prepare',
    actor,
  );
  await tellResident(tx, next, 'consent-asked');
  await tellSide(tx, forwarded, 'sender', `对方建议另转：${why}，等居民同意`);
  return next;
}

/** @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`. */
export async function noteAttendance(tx: Transaction, wish: DeskWish): Promise<Referral> {
  const { referral, actor } = await forDesk(tx, wish);
  const step = referral.status === 'sent' ? 'attend-at-once' : 'attend';
  const attended = await answered(tx, referral, step, actor, {});
  await tellSide(tx, attended, 'sender', '居民已到诊');
  return attended;
}

/**
 * The summary or the outcome comes back.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`.
 */
export async function returnReferral(
  tx: Transaction,
  { outcome, ...wish }: DeskWish & { outcome: ReferralOutcome },
): Promise<Referral> {
  const { referral, actor } = await forDesk(tx, wish);
  const outcomeSealed = sealOutcome(tx, referral.id, outcome);
  const returned = await answered(tx, referral, 'return', actor, { data: { outcomeSealed } });
  if (referral.direction === 'test') await takeInResult(tx, returned, wish.staffId, outcome);
  await followOutcome(tx, returned, outcome);
  await sendSummaryCards(tx, returned);
  return returned;
}

/** The result of a shared test comes back as a report; the resident is told that there is one, and reads it on its page. */
async function takeInResult(
  tx: Transaction,
  { id, number, residentId, category, toOrganisationId, rulePack }: Referral,
  staffId: string,
  { summary, advice }: ReferralOutcome,
): Promise<void> {
  const kind = reportKinds.find((one) => one === category);
  if (kind === undefined || toOrganisationId === null) return;
  const test = rulesOf(rulePack).referrals.tests.find(({ code }) => code === category);
  await takeInReport(tx, {
    residentId,
    organisationId: toOrganisationId,
    kind,
    title: test?.name ?? reportKindNames[kind],
    content: { items: [], findings: summary, conclusion: advice },
    issuedAt: tx.now,
    externalId: number,
    referralId: id,
    recordedById: staffId,
  });
}

async function answered(
  tx: Transaction,
  referral: Referral,
  step: 'accept' | 'decline' | 'forward' | 'attend' | 'attend-at-once' | 'return',
  actor: ReferralActor,
  wish: StepWish,
): Promise<Referral> {
  const now = await takeStep(tx, referral, step, actor, wish);
  await clearStaffTasks(tx, { subject: { kind: 'referral', id: referral.id } }, 'no-longer-needed');
  await closeCards(tx, referralCardsOf(referral.id), '已处理');
  return now;
}

/** @throws Refusal `not-allowed` for who is neither at the recipient's desk nor on the side that could have called it. */
async function forDesk(
  tx: Transaction,
  { referralId, staffId }: DeskWish,
): Promise<{ referral: Referral; actor: ReferralActor }> {
  const referral = await referralToChange(tx, referralId);
  const sides = await sidesOf(tx, referral, staffId);
  if (sides.length === 0) throw refuse('not-allowed');
  const how = sides.includes('recipient') ? undefined : ('by-phone' as const);
  return { referral, actor: { side: 'recipient', kind: 'staff', id: staffId, how } };
}
