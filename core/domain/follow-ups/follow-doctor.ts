import { openStatuses } from '../referrals/rules.ts';
import type { Transaction } from '../transaction.ts';

/** What somebody is looked after for: it goes with them to another doctor. */
const owned = [
  { table: 'CarePlan', column: 'doctorId', open: 'active' },
  { table: 'CareTask', column: 'doctorId', open: 'open' },
  { table: 'Alert', column: 'ownerId', open: 'open' },
] as const;

/** What waits for somebody's own answer, and is answered by whoever stands in when they leave. */
const waiting = [
  { table: 'StaffTask', column: 'ownerId', open: ['open'] },
  { table: 'Consultation', column: 'ownerId', open: ['open', 'answered'] },
  { table: 'RecordCorrection', column: 'ownerId', open: ['open'] },
  { table: 'MedicineSupply', column: 'ownerId', open: ['requested', 'preparing', 'ready'] },
  { table: 'HomeVisit', column: 'ownerId', open: ['offered', 'requested', 'planned'] },
  { table: 'Referral', column: 'ownerId', open: openStatuses },
  { table: 'Referral', column: 'doctorId', open: openStatuses },
] as const;

/** A resident's plans, tasks and alerts are another doctor's from now on: the contract began or ended. */
export async function lookAfter(tx: Transaction, residentId: string, doctorId: string): Promise<void> {
  for (const { table, column, open } of owned)
    await tx.sql.run(
      `UPDATE "${table}" SET "${column}" = ? WHERE "residentId" = ? AND "status" = '${open}' AND "${column}" <> ?`,
      [doctorId, residentId, doctorId],
    );
}

/** Everything that a doctor who leaves looked after, and that waits for their answer, is the interim's. */
export async function takeOver(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const all = [...owned.map(({ open, ...what }) => ({ ...what, open: [open] })), ...waiting];
  for (const { table, column, open } of all) {
    const states = open.map((status) => `'${status}'`).join(', ');
    await tx.sql.run(`UPDATE "${table}" SET "${column}" = ? WHERE "${column}" = ? AND "status" IN (${states})`, [
      toId,
      fromId,
    ]);
  }
}
