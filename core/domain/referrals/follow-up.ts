import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { followSummary, openAfterCare } from '../follow-ups/after-care.ts';
import { closePlans } from '../follow-ups/close-plan.ts';
import type { Transaction } from '../transaction.ts';
import { packetOf, type ReferralOutcome } from './packet.ts';

/**
 * The follow-up within two weeks that comes by itself: after a referral up, and when somebody is taken over from a
 * hospital, whose summary may name a day of its own.
 */
export async function openFollowUp(tx: Transaction, referral: Referral): Promise<void> {
  const { findings } = packetOf(tx, referral);
  const summary = { text: findings, writtenOn: tx.day.dateOf(referral.createdAt) };
  await openAfterCare(tx, careAfter(tx, referral), referral.direction === 'down' ? summary : undefined);
}

/** The hospital's summary is here: “两周复查血压” is due. */
export async function followOutcome(
  tx: Transaction,
  referral: Referral,
  { summary, advice }: ReferralOutcome,
): Promise<void> {
  if (referral.direction !== 'up') return;
  await followSummary(tx, careAfter(tx, referral), {
    text: `${summary}\n${advice}`,
    writtenOn: tx.day.dateOf(tx.now),
  });
}

/** The referral ended before anybody was seen: there is nothing to follow up. */
export async function closeFollowUp(tx: Transaction, { id, residentId }: Referral): Promise<void> {
  await closePlans(tx, { residentId, causeId: id }, 'referral-ended');
}

function careAfter(tx: Transaction, { id, residentId }: Referral) {
  return { residentId, kind: 'after-referral', anchorOn: tx.day.dateOf(tx.now), causeId: id } as const;
}
