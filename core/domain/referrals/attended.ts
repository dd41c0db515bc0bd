import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { tellSide } from './cards.ts';
import { referralToChange, takeStep } from './step.ts';

/**
 * The resident says that they have been there: what the hospital did not write down is not lost.
 * @throws Refusal `referral-not-found`, `referral-state-changed`, `not-allowed`.
 */
export async function noteOwnAttendance(
  tx: Transaction,
  { referralId, residentId }: { referralId: string; residentId: string },
): Promise<Referral> {
  const referral = await referralToChange(tx, referralId);
  if (!(await actsFor(tx, residentId, referral.residentId, 'book'))) throw refuse('not-allowed');
  if (referral.appointmentAt === null || referral.appointmentAt > tx.now)
    throw refuse('referral-state-changed', { status: referral.status });
  const actor = { side: 'resident', kind: 'resident', id: residentId } as const;
  const attended = await takeStep(tx, referral, 'attend', actor);
  await tellSide(tx, attended, 'sender', '居民说已经去看过');
  return attended;
}
