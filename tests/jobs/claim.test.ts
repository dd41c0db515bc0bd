import { beforeEach, describe, expect, test } from 'vitest';
import type { Transaction } from '#domain/transaction.ts';
import {
  backlog,
  claimDue,
  claimNamed,
  dueRows,
  dueStatement,
  freeRows,
  giveRowsBack,
  nextDueRow,
} from '#jobs/engine/claim.sql.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { forgetWork } from '#tests/support/later-work.ts';

describe.each(engines)('claiming on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  const soon = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  beforeEach(() => forgetWork(database));

  /** Writes jobs; each has its number for a key. */
  function jobs(rows: readonly { priority?: number; dueAt?: Date; status?: 'pending' | 'done' }[]): Promise<string[]> {
    return database.transact(async (tx) => {
      const ids: string[] = [];
      for (const [index, { priority = 0, dueAt = tx.now, status = 'pending' }] of rows.entries()) {
        const id = tx.id();
        await tx.prisma.job.create({
          data: { id, name: 'test', key: String(index), payload: {}, priority, status, dueAt, createdAt: tx.now },
        });
        ids.push(id);
      }
      return ids;
    });
  }
  const claim = (limit: number, priority = 0) =>
    database.transact((tx) => claimDue(tx, 'Job', { priority, limit, leaseUntil: soon(15_000) }));
  const idsOf = (rows: readonly { id: string }[]) => new Set(rows.map(({ id }) => id));

  test('takes what is pending and due, oldest first, however late it is', async () => {
    const [old, older, , , now] = await jobs([
      { dueAt: soon(-86_400_000) },
      { dueAt: soon(-30 * 86_400_000) },
      { dueAt: soon(1) },
      { status: 'done', dueAt: soon(-1_000) },
      {},
    ]);
    expect(idsOf(await claim(2))).toEqual(new Set([old, older]));
    expect(idsOf(await claim(10))).toEqual(new Set([now]));
  });

  test('a claimed row is nobody else’s until its lease lapses, and then has another epoch', async () => {
    const [id = ''] = await jobs([{}]);
    expect(await claim(10)).toEqual([{ id, epoch: 1 }]);
    expect(await claim(10)).toEqual([]);
    clock.moveTo(soon(15_000));
    expect(await claim(10)).toEqual([{ id, epoch: 2 }]);
  });

  test('an old carrier’s copy is ignored', async () => {
    const [id = ''] = await jobs([{}]);
    const named = (epoch: number) => database.transact((tx) => claimNamed(tx, 'Job', [{ id, epoch }], soon(15_000)));
    expect(await named(0)).toEqual([{ id, epoch: 1 }]);
    expect(await named(0)).toEqual([]);
    await database.transact((tx) => giveRowsBack(tx, 'Job', [{ id, epoch: 1 }]));
    expect(await named(0)).toEqual([]);
    expect(await named(1)).toEqual([{ id, epoch: 2 }]);
  });

  test('a row is given back only by who holds it', async () => {
    const [id = ''] = await jobs([{}]);
    await claim(1);
    await database.transact((tx) => giveRowsBack(tx, 'Job', [{ id, epoch: 0 }]));
    expect(await claim(1)).toEqual([]);
    await database.transact((tx) => giveRowsBack(tx, 'Job', [{ id, epoch: 1 }]));
    expect(await claim(1)).toHaveLength(1);
  });

  test('eight at once share the rows and never get the same one', async () => {
    await jobs(Array.from({ length: 100 }, () => ({})));
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(20)));
    const taken = claims.flat().map(({ id }) => id);
    expect(taken).toHaveLength(100);
    expect(new Set(taken).size).toBe(100);
    expect(Math.max(...claims.map((rows) => rows.length))).toBeLessThanOrEqual(20);
  });

  test('eight asking for one row by name: one gets it', async () => {
    const [id = ''] = await jobs([{}]);
    const named = () => database.transact((tx) => claimNamed(tx, 'Job', [{ id, epoch: 0 }], soon(15_000)));
    const claims = await Promise.all(Array.from({ length: 8 }, named));
    expect(claims.flat()).toEqual([{ id, epoch: 1 }]);
  });

  test('a job that was cut off by crashes knows how often', async () => {
    const [id = ''] = await jobs([{}]);
    const outcome = async () =>
      (await database.read((tx) => tx.prisma.job.findUniqueOrThrow({ where: { id } }))).outcome;
    await claim(1);
    expect(await outcome()).toBeNull();
    clock.moveTo(soon(15_000));
    await claim(1);
    expect(await outcome()).toBe('cut-off:1');
    await database.transact(freeRows);
    expect(await claim(1)).toHaveLength(1);
    expect(await outcome()).toBe('cut-off:2');
  });

  test('tells what is next and how much waits', async () => {
    await jobs([{ dueAt: soon(-5_000) }, { dueAt: soon(9_000), priority: 1 }, { dueAt: soon(20_000) }]);
    expect(await database.read((tx) => nextDueRow(tx, 'Job'))).toEqual(soon(9_000));
    expect(await database.read((tx) => nextDueRow(tx, 'Delivery'))).toBeUndefined();
    expect(await database.read((tx) => backlog(tx, 'Job'))).toEqual({ waiting: 1, oldest: soon(-5_000) });
    expect(await database.read((tx) => dueRows(tx, 'Job', 0, 10))).toHaveLength(1);
  });

  test.each(['Job', 'Delivery'] as const)(
    'the sweep of %s reads the partial index, whatever is done or comes later',
    async (table) => {
      await database.transact((tx) => tx.sql.run(manyRows(table, engine), [tx.now, tx.now]));
      await database.transact((tx) => tx.sql.run(engine === 'sqlite' ? 'ANALYZE' : `ANALYZE "${table}"`));
      const plan = await database.read((tx) => explain(tx, table));
      expect(plan).toContain(`${table.toLowerCase()}_pending_by_due`);
      expect(plan).not.toMatch(/Seq Scan|SCAN "?(Job|Delivery)/);
      const started = performance.now();
      expect(await database.read((tx) => dueRows(tx, table, 0, 500))).toHaveLength(20);
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});

/** 20,000 rows: most are done, the pending ones lie in the future but for 20. */
function manyRows(table: 'Job' | 'Delivery', engine: string): string {
  const numbers =
    engine === 'sqlite'
      ? 'WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < 20000)'
      : 'WITH "n"("i") AS (SELECT generate_series(1, 20000))';
  const later = engine === 'sqlite' ? '? + "i" * 1000' : `?::timestamp(3) + "i" * interval '1 second'`;
  const status = (type: string) =>
    `CASE WHEN "i" % 10 = 0 THEN 'pending' ELSE 'done' END${engine === 'postgresql' ? `::text::"${type}"` : ''}`;
  const due = `CASE WHEN "i" % 1000 = 0 THEN ${engine === 'sqlite' ? '?' : '?::timestamp(3)'} ELSE ${later} END`;
  const key = `'many-' || "i"`;
  const at = engine === 'sqlite' ? '0' : "timestamp '2026-01-01'";
  return table === 'Job'
    ? `INSERT INTO "Job" ("id", "name", "key", "payload", "priority", "status", "dueAt", "createdAt")
       ${numbers} SELECT ${key}, 'many', ${key}, '{}', 0, ${status('WorkStatus')}, ${due}, ${at} FROM "n"`
    : `INSERT INTO "Delivery" ("id", "key", "kind", "recipientKind", "recipientId", "contentSealed", "priority", "status", "dueAt", "createdAt")
       ${numbers} SELECT ${key}, ${key}, 'many', 'contact', 'nobody', '', 0, ${status('DeliveryStatus').replaceAll("'done'", "'sent'")}, ${due}, ${at} FROM "n"`;
}

async function explain(tx: Transaction, table: 'Job' | 'Delivery'): Promise<string> {
  const rows = await tx.sql.all<Record<string, unknown>>(
    `${tx.sql.engine === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'} ${dueStatement(table)}`,
    [tx.now, tx.now, 0, 500],
  );
  return rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n');
}
