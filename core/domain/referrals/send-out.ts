import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { requestJob } from '../jobs/request-job.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { sendDeskCards } from './cards.ts';
import { consentFor } from './consent.ts';
import { openFollowUp } from './follow-up.ts';
import { takeStep, type ReferralActor } from './step.ts';
import { phoneTaskAt } from './timers.ts';

/**
 * Sends a reviewed referral to its recipient: their desk gets the card, an urgent one its call. In an emergency nobody
 * waits for a consent (个人信息保护法 第13条第4项).
 * @throws Refusal `referral-no-consent`, `referral-state-changed`.
 */
export async function sendOut(tx: Transaction, referral: Referral, actor: ReferralActor): Promise<Referral> {
  const { toOrganisationId } = referral;
  if (toOrganisationId === null) throw refuse('referral-state-changed', { status: referral.status });
  const consentId = await consentFor(tx, referral, toOrganisationId);
  if (consentId === undefined && referral.urgency !== 'emergency') throw refuse('referral-no-consent');
  const data = { consentId: consentId ?? null, sentAt: tx.now };
  const sent = await takeStep(tx, referral, 'send', actor, { data });
  await sendDeskCards(tx, sent);
  // 转诊后2周内主动随访 (NS3): whoever does not go is found too.
  if (sent.direction === 'up') await openFollowUp(tx, sent);
  const callAt = phoneTaskAt(rulesOf(sent.rulePack).referrals, tx.now, sent.urgency);
  if (callAt !== undefined)
    await requestJob(tx, 'referral.call', { referralId: sent.id }, { key: `referral.call/${sent.id}`, dueAt: callAt });
  return sent;
}
