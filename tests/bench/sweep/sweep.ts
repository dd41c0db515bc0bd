import { claimDue } from '#jobs/engine/claim.sql.ts';
import type { WorkTable } from '#jobs/engine/load.ts';
import { workTables } from '#jobs/engine/load.ts';
import { systemClock } from '#kit/clock.ts';
import { findDue } from '#jobs/engine/sweep.ts';
import type { Database } from '#prisma/database.ts';
import SqliteDatabase from 'better-sqlite3';
import type { Finding } from '../measure.ts';
import { atMost, interleaved, spread, median } from '../measure.ts';
import { folder, sqliteDatabase } from '../workshop.ts';

const due = 200;

/** What a sweep and the claims after it cost, with 200 rows due in each table of later work, among few and among many rows. */
export async function sweep(rounds: number): Promise<Finding[]> {
  const places = [10_000, 1_000_000].map((rows) => ({ rows, ...folder() }));
  const databases: { rows: number; database: Database }[] = [];
  for (const { rows, path } of places) {
    const { database, file } = await sqliteDatabase(path);
    fill(file, rows);
    databases.push({ rows, database });
  }
  const variants = new Map(databases.map(({ rows, database }) => [String(rows), () => swept(database)]));
  await interleaved(5, variants);
  const results = await interleaved(rounds * 20, variants);
  for (const { database } of databases) await database.close();
  for (const { remove } of places) remove();
  const [few = [], many = []] = [...results.values()];
  const note = `10,000 rows in each table ${spread(few, 2)} ms, 1,000,000 ${spread(many, 2)} ms`;
  return [atMost('due sweep among 1,000,000 rows ÷ 10,000', 1.5, median(many) / median(few), note)];
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

/** Nine in ten are done, the others come later, 200 are due. Written on a connection that waits for no disk. */
function fill(file: string, rows: number): void {
  const connection = new SqliteDatabase(file);
  connection.pragma('synchronous = OFF');
  const now = systemClock.now().getTime();
  for (const table of workTables) connection.prepare(filling[table]).run({ rows, due, now });
  connection.exec('ANALYZE');
  connection.close();
}

const numbers = 'WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < :rows)';
const status = (done: string) =>
  `CASE WHEN "i" <= :due THEN 'pending' WHEN "i" % 10 = 0 THEN 'pending' ELSE '${done}' END`;
const dueAt = 'CASE WHEN "i" <= :due THEN :now - "i" * 1000 ELSE :now + 3600000 + "i" * 1000 END';

const filling: Readonly<Record<WorkTable, string>> = {
  Delivery: `${numbers} INSERT INTO "Delivery" ("id", "key", "kind", "recipientKind", "recipientId", "contentSealed",
      "status", "dueAt", "createdAt")
    SELECT 'd' || "i", 'key/' || "i", 'appointment.reminder', 'binding', 'b' || ("i" % 5000), '', ${status('sent')},
      ${dueAt}, :now FROM "n"`,
  Job: `${numbers} INSERT INTO "Job" ("id", "name", "key", "payload", "status", "dueAt", "createdAt")
    SELECT 'j' || "i", 'appointment.remind', 'key/' || "i", '{}', ${status('done')}, ${dueAt}, :now FROM "n"`,
};
