import type { StoredInstant } from '#domain/row-set.ts';
import { rowSet } from '#domain/row-set.ts';
import type { Transaction } from '#domain/transaction.ts';
import { instantParameter } from './delivery-rows.sql.ts';
import type { Claimed } from './claim.sql.ts';

export interface JobRow extends Claimed {
  name: string;
  /** Tries that came to an end and count. */
  attempts: number;
  /** Why it is tried again; `cut-off:<n>` when its last n tries were cut off by crashes. */
  outcome: string | null;
  /** Text on SQLite, taken apart already on PostgreSQL. */
  payload: unknown;
  dueAt: StoredInstant;
  expiresAt: StoredInstant | null;
  createdAt: StoredInstant;
}

/** Reads claimed jobs, oldest first. */
export async function readJobs(tx: Transaction, claimed: readonly Claimed[]): Promise<JobRow[]> {
  if (claimed.length === 0) return [];
  const ids = rowSet(tx.sql.engine, { id: 'text' });
  const rows = await tx.sql.all<JobRow>(
    `SELECT j."id", j."epoch", j."name", j."payload", j."attempts", j."outcome", j."dueAt", j."expiresAt", j."createdAt"
     FROM ${ids.from} AS "ids" JOIN "Job" j ON j."id" = "ids"."id" ORDER BY j."dueAt", j."id"`,
    [ids.parameter(claimed.map(({ id }) => ({ id })))],
  );
  return rows.map((row) => ({
    ...row,
    payload: typeof row.payload === 'string' ? JSON.parse(row.payload) : row.payload,
  }));
}

/** How a try at a job ended. */
export type JobEnd =
  | { status: 'done' | 'cleared' | 'dead'; outcome: string | null }
  /** Again then. `uncounted` for what is not the job's fault. */
  | { status: 'pending'; outcome: string; dueAt: Date; uncounted?: true };

/** Writes a job's end. False: somebody else has claimed it since, or it was cleared meanwhile. */
export async function endJob(tx: Transaction, { id, epoch }: Claimed, end: JobEnd): Promise<boolean> {
  const waits = end.status === 'pending' ? end : undefined;
  const written = await tx.sql.run(
    `UPDATE "Job" SET "status" = '${end.status}', "outcome" = ?, "leaseUntil" = NULL,
       "endedAt" = ${instantParameter(tx)}, "dueAt" = COALESCE(${instantParameter(tx)}, "dueAt"),
       "attempts" = "attempts" + ${waits?.uncounted ? 0 : 1}
     WHERE "id" = ? AND "epoch" = ? AND "status" = 'pending'`,
    [end.outcome, waits ? null : tx.now, waits?.dueAt ?? null, id, epoch],
  );
  return written === 1;
}
