import type { Transaction } from '../transaction.ts';

/** What somebody is looked after for: it goes with them to another doctor. */
const owned = [
  { table: 'CarePlan', column: 'doctorId', open: 'active' },
  { table: 'CareTask', column: 'doctorId', open: 'open' },
  { table: 'Alert', column: 'ownerId', open: 'open' },
] as const;

/** A resident's plans, tasks and alerts are another doctor's from now on: the contract began or ended. */
export async function lookAfter(tx: Transaction, residentId: string, doctorId: string): Promise<void> {
  for (const { table, column, open } of owned)
    await tx.sql.run(
      `UPDATE "${table}" SET "${column}" = ? WHERE "residentId" = ? AND "status" = '${open}' AND "${column}" <> ?`,
      [doctorId, residentId, doctorId],
    );
}

/** Everything that a doctor who leaves looked after is the interim's. */
export async function takeOver(tx: Transaction, fromId: string, toId: string): Promise<void> {
  for (const { table, column, open } of owned)
    await tx.sql.run(`UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ? AND "status" = '${open}'`, [
      toId,
      fromId,
    ]);
}
