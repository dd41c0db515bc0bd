import type { SqlValue, Transaction } from '#domain/transaction.ts';

/** One thing that must hold between rows, as one statement that returns those that break it, on both engines. */
export interface Invariant {
  /** Shown to operators and named by tests: never renamed. */
  name: string;
  /** What is wrong with a row that comes back, for an operator. */
  says: string;
  /** Selects `"row"`, the id of what is wrong; ids only, never personal data. */
  statement: string;
  /** The statement's parameters at this moment. */
  given?: (tx: Transaction) => SqlValue[];
}

/** Later work is found late after a stop; what is overdue by more than this is stuck. */
const stuckAfterMs = 3_600_000;

/** An instant before which what is due should long be done. */
export function longAgo(tx: Transaction): Date {
  return new Date(tx.now.getTime() - stuckAfterMs);
}

/** More than one row where there may be one: an invariant for what a unique index guards. */
export function onlyOnce(
  name: string,
  says: string,
  { table, by, where = '1 = 1' }: { table: string; by: string; where?: string },
): Invariant {
  const statement = `SELECT MIN("id") AS "row" FROM "${table}" WHERE ${where} GROUP BY ${by} HAVING COUNT(*) > 1`;
  return { name, says, statement };
}
