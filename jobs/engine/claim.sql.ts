import type { StoredInstant } from '#domain/row-set.ts';
import { instant, instantOrNull, rowSet } from '#domain/row-set.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { WorkTable } from './load.ts';
import { workTables } from './load.ts';

/** A row that is ours until its lease lapses. Its epoch is the new one: only who knows it may write a result. */
export interface Claimed {
  id: string;
  epoch: number;
}

const pending = `"status" = 'pending' AND "dueAt" <= ? AND ("leaseUntil" IS NULL OR "leaseUntil" <= ?)`;

/** A lease that lapsed was cut off by a crash; a job counts that, so that one which takes its process down is given up. */
const noting: Readonly<Record<WorkTable, string>> = {
  Delivery: '',
  Job: `, "outcome" = CASE WHEN "Job"."leaseUntil" IS NULL THEN "Job"."outcome"
    WHEN "Job"."outcome" LIKE 'cut-off:%' THEN 'cut-off:' || (CAST(substr("Job"."outcome", 9) AS INTEGER) + 1)
    ELSE 'cut-off:1' END`,
};

/**
 * Claims the most urgent rows that are due, however late they are, in one statement: `priority` 0 is asked for before 1,
 * each through the partial index over pending rows. Two workers never get the same row.
 */
export async function claimDue(
  tx: Transaction,
  table: WorkTable,
  { priority, limit, leaseUntil }: { priority: number; limit: number; leaseUntil: Date },
): Promise<Claimed[]> {
  const due = `SELECT "id" FROM "${table}" WHERE ${pending} AND "priority" = ? ORDER BY "dueAt" LIMIT ?`;
  const statement =
    tx.sql.engine === 'sqlite'
      ? `UPDATE "${table}" SET "epoch" = "epoch" + 1, "leaseUntil" = ?${noting[table]} WHERE "id" IN (${due}) RETURNING "id", "epoch"`
      : // An array is made once; a subquery in IN may run again for each row and claim more than the limit.
        `UPDATE "${table}" SET "epoch" = "epoch" + 1, "leaseUntil" = ?${noting[table]}
         WHERE "id" = ANY (ARRAY(${due} FOR UPDATE SKIP LOCKED)) RETURNING "id", "epoch"`;
  return tx.sql.all<Claimed>(statement, [leaseUntil, tx.now, tx.now, priority, limit]);
}

/** Claims named rows that are still due and have not been claimed since: an old carrier's copy has an old epoch. */
export async function claimNamed(
  tx: Transaction,
  table: WorkTable,
  rows: readonly Claimed[],
  leaseUntil: Date,
): Promise<Claimed[]> {
  const named = rowSet(tx.sql.engine, { id: 'text', epoch: 'integer' });
  return tx.sql.all<Claimed>(
    `UPDATE "${table}" SET "epoch" = "${table}"."epoch" + 1, "leaseUntil" = ?${noting[table]} FROM ${named.from} AS "named"
     WHERE "${table}"."id" = "named"."id" AND "${table}"."epoch" = "named"."epoch" AND ${pending}
     RETURNING "${table}"."id", "${table}"."epoch"`,
    [leaseUntil, named.parameter(rows.map(({ id, epoch }) => ({ id, epoch }))), tx.now, tx.now],
  );
}

/** Gives claimed rows back untouched, so that they need not wait for the lease to lapse. */
export async function giveRowsBack(tx: Transaction, table: WorkTable, rows: readonly Claimed[]): Promise<void> {
  if (rows.length === 0) return;
  const held = rowSet(tx.sql.engine, { id: 'text', epoch: 'integer' });
  await tx.sql.run(
    `UPDATE "${table}" SET "leaseUntil" = NULL FROM ${held.from} AS "held"
     WHERE "${table}"."id" = "held"."id" AND "${table}"."epoch" = "held"."epoch" AND "${table}"."status" = 'pending'`,
    [held.parameter(rows.map(({ id, epoch }) => ({ id, epoch })))],
  );
}

/** The rows of one priority that are due and free, oldest first. */
export async function dueRows(tx: Transaction, table: WorkTable, priority: number, limit: number): Promise<Claimed[]> {
  return tx.sql.all<Claimed>(dueStatement(table), [tx.now, tx.now, priority, limit]);
}

/** The sweep's question; it reads the partial index over pending rows. */
export function dueStatement(table: WorkTable): string {
  return `SELECT "id", "epoch" FROM "${table}" WHERE ${pending} AND "priority" = ? ORDER BY "dueAt" LIMIT ?`;
}

/** The next instant after now at which a pending row of a table is due, by each priority's first entry in the index. */
export async function nextDueRow(tx: Transaction, table: WorkTable): Promise<Date | undefined> {
  const firsts: Date[] = [];
  for (const priority of [0, 1]) {
    const row = await tx.sql.one<{ dueAt: StoredInstant }>(
      `SELECT "dueAt" FROM "${table}" WHERE "status" = 'pending' AND "priority" = ? AND "dueAt" > ? ORDER BY "dueAt" LIMIT 1`,
      [priority, tx.now],
    );
    if (row) firsts.push(instant(row.dueAt));
  }
  return firsts.sort((one, other) => one.getTime() - other.getTime())[0];
}

/** How many rows are due, and since when the oldest one is. */
export async function backlog(tx: Transaction, table: WorkTable): Promise<{ waiting: number; oldest: Date | null }> {
  const row = await tx.sql.one<{ waiting: number | bigint; oldest: StoredInstant | null }>(
    `SELECT COUNT(*) AS "waiting", MIN("dueAt") AS "oldest" FROM "${table}" WHERE "status" = 'pending' AND "dueAt" <= ?`,
    [tx.now],
  );
  return { waiting: Number(row?.waiting ?? 0), oldest: instantOrNull(row?.oldest ?? null) };
}

/** For the only process: whoever held due rows before it is dead, so they need not wait for their leases. */
export async function freeRows(tx: Transaction): Promise<void> {
  for (const table of workTables)
    await tx.sql.run(
      `UPDATE "${table}" SET "leaseUntil" = NULL${noting[table]}
       WHERE "status" = 'pending' AND "dueAt" <= ? AND "leaseUntil" IS NOT NULL`,
      [tx.now],
    );
}
