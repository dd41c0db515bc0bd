import type { Transaction } from '../transaction.ts';

/** The stored name of the notice that somebody is due. Its deliveries' keys are `<name>/<task>/<step>/<to whom>`. */
export const dueNotice = 'follow-up.due';

/** Clears what was still to be sent about a task, held back for the morning as it may be. */
export async function dropReminders(tx: Transaction, taskId: string): Promise<void> {
  const prefix = `${dueNotice}/${taskId}/`;
  await tx.sql.run(
    // The range finds the beginning in the index; the comparison makes it exact under any collation.
    `UPDATE "Delivery" SET "status" = 'cleared', "reason" = 'no-longer-due', "endedAt" = ?
     WHERE "key" >= ? AND "key" <= ? AND substr("key", 1, ${prefix.length}) = ? AND "status" = 'pending'`,
    [tx.now, prefix, `${prefix}zzzz`, prefix],
  );
}
