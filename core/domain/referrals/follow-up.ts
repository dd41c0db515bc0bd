import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { openPlan } from '../follow-ups/open-plan.ts';
import type { Transaction } from '../transaction.ts';

/** The follow-up within two weeks that comes by itself: after a referral up, and when somebody is taken over from a hospital. */
export async function openFollowUp(tx: Transaction, { id, residentId }: Referral): Promise<void> {
  await openPlan(tx, { residentId, kind: 'after-referral', anchorOn: tx.day.dateOf(tx.now), causeId: id });
}
