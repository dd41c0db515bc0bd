import { rowSet } from '#domain/row-set.ts';
import type { Log } from '#kit/log.ts';
import type { Database } from '#prisma/database.ts';
import type { Claimed } from './claim.sql.ts';
import type { WorkTable } from './load.ts';
import { workTables } from './load.ts';

/** How long a claimed row is ours, milliseconds: what a crash delays it by. */
export const rowLeaseMs = 15_000;
const renewEveryMs = 5_000;

/** The rows that this process works on. Their leases are renewed while it lives, however long a platform takes. */
export interface HeldRows {
  add(table: WorkTable, rows: readonly Claimed[]): void;
  remove(table: WorkTable, id: string): void;
  /** Renews the leases. Called by a timer, and by tests. */
  renew(): Promise<void>;
  stop(): void;
}

export function createHeldRows(database: Database, log: Log): HeldRows {
  const held: Record<WorkTable, Map<string, number>> = { Delivery: new Map(), Job: new Map() };

  async function renew(): Promise<void> {
    for (const table of workTables) {
      const rows = [...held[table]].map(([id, epoch]) => ({ id, epoch }));
      if (rows.length > 0) await renewRows(database, table, rows);
    }
  }

  const timer = setInterval(() => {
    renew().catch((error: unknown) => log.warn({ error }, 'row leases were not renewed'));
  }, renewEveryMs);
  timer.unref();

  return {
    add(table, rows) {
      for (const { id, epoch } of rows) held[table].set(id, epoch);
    },
    remove: (table, id) => void held[table].delete(id),
    renew,
    stop: () => clearInterval(timer),
  };
}

async function renewRows(database: Database, table: WorkTable, rows: readonly Claimed[]): Promise<void> {
  await database.transact(async (tx) => {
    const given = rowSet(tx.sql.engine, { id: 'text', epoch: 'integer' });
    await tx.sql.run(
      `UPDATE "${table}" SET "leaseUntil" = ? FROM ${given.from} AS "given"
       WHERE "${table}"."id" = "given"."id" AND "${table}"."epoch" = "given"."epoch" AND "${table}"."status" = 'pending'`,
      [new Date(tx.now.getTime() + rowLeaseMs), given.parameter(rows.map(({ id, epoch }) => ({ id, epoch })))],
    );
  });
}
