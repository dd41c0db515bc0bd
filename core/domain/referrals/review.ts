import type { Referral } from '#prisma/generated/sqlite/client.ts';
import type { ReferralUrgency } from '#prisma/generated/sqlite/enums.ts';
import { closeCards } from '../notices/cards.ts';
import type { RouteReasonCode } from '../packs/referral-rules.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { referralCardsOf } from './cards.ts';
import { consentFor } from './consent.ts';
import { rerouted } from './open.ts';
import { sidesOf } from './owner.ts';
import { packetOf, sealPacket } from './packet.ts';
import { referralToChange, takeStep, type ReferralActor } from './step.ts';
import type { AdviceReason } from './rules.ts';
import { sendOut } from './send-out.ts';

/** What the doctor changes of a request, and adds to it. */
export interface Reviewed {
  referralId: string;
  staffId: string;
  toOrganisationId?: string | undefined;
  department?: string | undefined;
  urgency?: ReferralUrgency | undefined;
  reason?: RouteReasonCode | undefined;
  findings?: string | undefined;
  criteria?: readonly string[] | undefined;
}

/**
 * The doctor agrees to a request. It goes out when the resident has agreed to this recipient; else they are asked.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`, `referral-skips-level`, `referral-not-twin`.
 */
export async function agreeToRequest(tx: Transaction, reviewed: Reviewed): Promise<Referral> {
  const { referralId, staffId, findings, criteria, ...change } = reviewed;
  const referral = await referralToChange(tx, referralId);
  const actor = await senderActor(tx, referral, staffId);
  const route = await rerouted(tx, referral, change);
  const packet = packetOf(tx, referral);
  const packetSealed = sealPacket(tx, referral.id, {
    ...packet,
    findings: findings ?? packet.findings,
    criteria: [...(criteria ?? packet.criteria)],
  });
  const agreed = await consentFor(tx, referral, route.toOrganisationId);
  const goesOut = route.urgency === 'emergency' || agreed !== undefined;
  const taken = await takeStep(tx, referral, 'review', actor, {
    data: { ...route, packetSealed },
    tell: goesOut ? 'passed-through' : 'resident',
  });
  await closeCards(tx, referralCardsOf(referral.id), '已同意');
  return goesOut ? sendOut(tx, taken, actor) : taken;
}

/** What the resident is told for each advice. */
const advice: Readonly<Record<AdviceReason, string>> = {
  'centre-first': '建议先到社区中心看，需要再转',
  'not-needed': '目前不用转诊，按现在的办法治疗',
};

/**
 * The doctor advises something else: a request, or what still waits for the resident's consent, ends.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`.
 */
export async function adviseInstead(
  tx: Transaction,
  { referralId, staffId, reason }: { referralId: string; staffId: string; reason: AdviceReason },
): Promise<Referral> {
  const referral = await referralToChange(tx, referralId);
  const actor = await senderActor(tx, referral, staffId);
  const advised = await takeStep(tx, referral, 'advise', actor, { reason, why: advice[reason] });
  await closeCards(tx, referralCardsOf(referral.id), '已答复');
  return advised;
}

/** @throws Refusal `not-allowed` for who refers nobody of theirs. */
export async function senderActor(tx: Transaction, referral: Referral, staffId: string): Promise<ReferralActor> {
  if (!(await sidesOf(tx, referral, staffId)).includes('sender')) throw refuse('not-allowed');
  return { side: 'sender', kind: 'staff', id: staffId };
}
