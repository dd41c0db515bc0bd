import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { mayAgree, noteConsent } from './consent.ts';
import { sendOut } from './send-out.ts';
import { senderActor } from './review.ts';
import { referralToChange } from './step.ts';

/**
 * The resident, or who may agree for them, agrees to the recipient; the referral goes out at once.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`.
 */
export async function agreeToRecipient(
  tx: Transaction,
  { referralId, actorId }: { referralId: string; actorId: string },
): Promise<Referral> {
  const referral = await referralToChange(tx, referralId);
  const { toOrganisationId, status } = referral;
  if (status !== 'reviewing' || toOrganisationId === null) throw refuse('referral-state-changed', { status });
  if (!(await mayAgree(tx, actorId, referral.residentId))) throw refuse('not-allowed');
  await noteConsent(tx, referral, toOrganisationId);
  return sendOut(tx, referral, { side: 'resident', kind: 'resident', id: actorId });
}

/**
 * The resident has agreed before a member of staff, who writes it down; the referral goes out at once.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`.
 */
export async function sendWithWitness(
  tx: Transaction,
  { referralId, staffId }: { referralId: string; staffId: string },
): Promise<Referral> {
  const referral = await referralToChange(tx, referralId);
  const { toOrganisationId, status } = referral;
  if (status !== 'reviewing' || toOrganisationId === null) throw refuse('referral-state-changed', { status });
  const actor = await senderActor(tx, referral, staffId);
  await noteConsent(tx, referral, toOrganisationId, staffId);
  return sendOut(tx, referral, actor);
}
