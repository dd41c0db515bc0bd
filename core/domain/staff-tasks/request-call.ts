import { requestJob } from '../jobs/request-job.ts';
import { allNotices } from '../notices/all.ts';
import type { DeliveryReason, EndingReason } from '../notices/reason.ts';
import type { Transaction } from '../transaction.ts';

/** Ends after which a person was not reached, who neither wished it nor has died. */
const unreached: ReadonlySet<string> = new Set<EndingReason>([
  'unreachable',
  'unbound',
  'unfollowed',
  'recipient-gone',
  'tries-used-up',
  'outcome-unknown',
]);

const careKinds: ReadonlySet<string> = new Set(
  allNotices.filter(({ purpose }) => purpose === 'care').map(({ name }) => name),
);

/**
 * Care that is due is not lost with a notice that reached nobody: it becomes a call (domain.md §7). Asked for in the
 * transaction in which the delivery ends; everything but care is left alone.
 */
export async function requestCallInstead(
  tx: Transaction,
  ended: { id: string; kind: string; reason: DeliveryReason },
): Promise<void> {
  if (!careKinds.has(ended.kind) || !unreached.has(ended.reason)) return;
  const key = `delivery.call-instead/${ended.id}`;
  await requestJob(tx, 'delivery.call-instead', { deliveryId: ended.id }, { key, dueAt: tx.now, priority: 1 });
}
