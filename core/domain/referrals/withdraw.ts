import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { withdrawConsent } from '../consent/consents.ts';
import { closeCards } from '../notices/cards.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import { clearStaffTasks } from '../staff-tasks/clear.ts';
import type { Transaction } from '../transaction.ts';
import { referralCardsOf, tellSide } from './cards.ts';
import { recipientConsent } from './consent.ts';
import { senderActor } from './review.ts';
import { ruleOf } from './rules.ts';
import { referralToChange, takeStep, theSystem, type ReferralActor } from './step.ts';

/** Who takes it back. */
export type Withdrawer = { residentId: string } | { staffId: string };

/**
 * A referral is taken back before anybody was seen: by the resident or who acts for them, or by who refers. The consent to
 * its recipient is taken back with it.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`.
 */
export async function withdrawReferral(
  tx: Transaction,
  { referralId, by }: { referralId: string; by: Withdrawer },
): Promise<Referral> {
  const referral = await referralToChange(tx, referralId);
  const actor = await actorOf(tx, referral, by);
  const reason = 'residentId' in by ? 'resident-withdrew' : 'doctor-withdrew';
  const wasSent = referral.sentAt !== null;
  const withdrawn = await takeStep(tx, referral, 'withdraw', actor, { reason });
  if (referral.toOrganisationId)
    await withdrawConsent(tx, referral.residentId, recipientConsent(referral.id, referral.toOrganisationId).subject);
  await clearStaffTasks(tx, { subject: { kind: 'referral', id: referral.id } }, 'no-longer-needed');
  await closeCards(tx, referralCardsOf(referral.id), '已撤回');
  if (wasSent) await tellSide(tx, withdrawn, 'recipient', '已撤回，不用再处理');
  if ('residentId' in by) await tellSide(tx, withdrawn, 'sender', '居民已撤回');
  return withdrawn;
}

/**
 * Whoever was referred has died: what nobody was seen for yet is taken back. What the hospital has seen comes to its summary.
 */
export async function withdrawReferralsOf(tx: Transaction, residentId: string): Promise<void> {
  const open = await tx.prisma.referral.findMany({
    where: { residentId, status: { in: [...ruleOf('withdraw').from].filter((one) => one !== 'none') } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of open) {
    const referral = await referralToChange(tx, id);
    // Nobody is told of it on the resident's side.
    const how = { reason: 'resident-died', tell: 'passed-through' } as const;
    const withdrawn = await takeStep(tx, referral, 'withdraw', theSystem, how);
    await closeCards(tx, referralCardsOf(id), '居民已去世');
    if (referral.sentAt !== null) await tellSide(tx, withdrawn, 'recipient', '居民已去世，不用再处理');
  }
}

async function actorOf(tx: Transaction, referral: Referral, by: Withdrawer): Promise<ReferralActor> {
  if ('staffId' in by) return senderActor(tx, referral, by.staffId);
  if (!(await actsFor(tx, by.residentId, referral.residentId, 'book'))) throw refuse('not-allowed');
  return { side: 'resident', kind: 'resident', id: by.residentId };
}
