import type { Transaction } from '../transaction.ts';
import { replyKind } from './send.ts';

/** Makes due what could not be answered to an account until it acts again. Called when its reply window opens. */
export async function freeHeldAnswers(tx: Transaction, contactId: string): Promise<void> {
  const instant = tx.sql.engine === 'postgresql' ? '?::timestamp(3)' : '?';
  const freed = await tx.sql.all<{ id: string }>(
    `UPDATE "Delivery" SET "dueAt" = ${instant} WHERE "recipientId" = ? AND "kind" = '${replyKind}'
       AND "status" = 'pending' AND "reason" = 'awaiting-person' AND "leaseUntil" IS NULL RETURNING "id"`,
    [tx.now, contactId],
  );
  for (const { id } of freed) tx.handOver({ table: 'Delivery', id, priority: 0 });
}
