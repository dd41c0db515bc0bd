import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { closeCards } from '../notices/cards.ts';
import type { Transaction } from '../transaction.ts';
import { referralCardsOf } from './cards.ts';
import { senderActor } from './review.ts';
import { referralToChange, takeStep } from './step.ts';

/**
 * The sender has read the summary; the referral is over.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`.
 */
export async function closeReferral(
  tx: Transaction,
  { referralId, staffId }: { referralId: string; staffId: string },
): Promise<Referral> {
  const referral = await referralToChange(tx, referralId);
  const closed = await takeStep(tx, referral, 'close', await senderActor(tx, referral, staffId));
  await closeCards(tx, referralCardsOf(referral.id), '已办结');
  return closed;
}
