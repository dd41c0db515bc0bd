import { claimDue } from '#jobs/engine/claim.sql.ts';
import type { WorkTable } from '#jobs/engine/load.ts';
import { workTables } from '#jobs/engine/load.ts';
import { systemClock } from '#kit/clock.ts';
import { findDue } from '#jobs/engine/sweep.ts';
import type { Database } from '#prisma/database.ts';
import { openDatabase } from '#prisma/database.ts';
import { migrate } from '#prisma/migrate.ts';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import type { Finding } from '../measure.ts';
import { atMost, interleaved, spread, median } from '../measure.ts';
import { ownPostgresql } from '../own-postgresql.ts';
import { folder, sqliteDatabase, surroundings } from '../workshop.ts';

const due = 200;

/** What a sweep and the claims after it cost, with 200 rows due in each table of later work, among few and among many rows. */
export async function sweep(rounds: number): Promise<Finding[]> {
  const findings = [await compared('SQLite', onSqlite, rounds)];
  if (await ownPostgresql().then((found) => found?.drop().then(() => true)))
    findings.push(await compared('PostgreSQL', onPostgresql, rounds));
  return findings;
}

interface Filled {
  database: Database;
  remove(): Promise<void>;
}

async function compared(engine: string, open: (rows: number) => Promise<Filled>, rounds: number): Promise<Finding> {
  const few = await open(10_000);
  const many = await open(1_000_000);
  const variants = new Map([
    ['few', () => swept(few.database)],
    ['many', () => swept(many.database)],
  ]);
  await interleaved(5, variants);
  const results = await interleaved(rounds * 20, variants);
  for (const { database, remove } of [few, many]) await database.close().then(remove);
  const [least = [], most = []] = [...results.values()];
  const note = `10,000 rows in each table ${spread(least, 2)} ms, 1,000,000 ${spread(most, 2)} ms`;
  return atMost(`due sweep on ${engine}, 1,000,000 rows ÷ 10,000`, 1.5, median(most) / median(least), note);
}

/** Written on a connection that waits for no disk. */
async function onSqlite(rows: number): Promise<Filled> {
  const { path, remove } = folder();
  const { database, file, clock } = await sqliteDatabase(path);
  const connection = new SqliteDatabase(file);
  connection.pragma('synchronous = OFF');
  for (const table of workTables)
    connection.prepare(filling('sqlite', table)).run({ rows, due, now: clock.now().getTime() });
  connection.exec('ANALYZE');
  connection.close();
  return { database, remove: async () => remove() };
}

async function onPostgresql(rows: number): Promise<Filled> {
  const own = await ownPostgresql();
  if (!own) throw new Error('PostgreSQL is not there any more');
  await migrate(own.url);
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  for (const table of workTables)
    await client.query(filling('postgresql', table).replaceAll(':rows', String(rows)).replaceAll(':due', String(due)));
  await client.query('ANALYZE');
  await client.end();
  return { database: await openDatabase(own.url, surroundings(systemClock)), remove: own.drop };
}

/** Milliseconds: what is due is found, all of it is claimed, and the claims are undone for the next round. */
async function swept(database: Database): Promise<number> {
  const before = performance.now();
  await findDue(database);
  await database
    .transact(async (tx) => {
      for (const table of workTables) {
        const leaseUntil = new Date(tx.now.getTime() + 15_000);
        const claimed = await claimDue(tx, table, { priority: 0, limit: due, leaseUntil });
        if (claimed.length !== due) throw new Error(`${claimed.length} rows of ${table} were due, not ${due}`);
      }
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return performance.now() - before;
}

class Undone extends Error {}

/** Nine in ten are done, the others come later, 200 are due. `:rows`, `:due` and, on SQLite, `:now` are to be bound. */
function filling(engine: Database['engine'], table: WorkTable): string {
  const status = (done: string, type: string) =>
    `(CASE WHEN "i" <= :due OR "i" % 10 = 0 THEN 'pending' ELSE '${done}' END)${engine === 'sqlite' ? '' : `::"${type}"`}`;
  const at = (milliseconds: string) =>
    engine === 'sqlite'
      ? `:now + ${milliseconds}`
      : `(now() AT TIME ZONE 'UTC')::timestamp(3) + (${milliseconds}) * interval '1 millisecond'`;
  const dueAt = at(`(CASE WHEN "i" <= :due THEN - "i" * 1000 ELSE 3600000 + "i" * 1000 END)`);
  const numbers =
    engine === 'sqlite'
      ? 'WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < :rows)'
      : 'WITH "n"("i") AS (SELECT * FROM generate_series(1::bigint, :rows))';
  switch (table) {
    case 'Delivery':
      return `${numbers} INSERT INTO "Delivery" ("id", "key", "kind", "recipientKind", "recipientId", "contentSealed",
          "status", "dueAt", "createdAt")
        SELECT 'd' || "i", 'key/' || "i", 'appointment.reminder', 'binding', 'b' || ("i" % 5000), '',
          ${status('sent', 'DeliveryStatus')}, ${dueAt}, ${at('0')} FROM "n"`;
    case 'Job':
      return `${numbers} INSERT INTO "Job" ("id", "name", "key", "payload", "status", "dueAt", "createdAt")
        SELECT 'j' || "i", 'appointment.remind', 'key/' || "i", '{}', ${status('done', 'WorkStatus')}, ${dueAt}, ${at('0')} FROM "n"`;
  }
}
