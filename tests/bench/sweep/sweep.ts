import { takeDueSteps } from '#domain/follow-ups/sweep.ts';
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
export function sweep(rounds: number): Promise<Finding[]> {
  return onEveryEngine('due sweep', { fill: workRows, swept, rounds });
}

/** What taking the 200 steps of follow-ups that are due costs, among few and among a million tasks. */
export function followUps(rounds: number): Promise<Finding[]> {
  return onEveryEngine('follow-ups due', { fill: followUpRows, swept: followUpsSwept, rounds });
}

interface Swept {
  /** Statements with `:rows`, `:due` and, on SQLite, `:now`. */
  fill(engine: Database['engine']): readonly string[];
  /** Milliseconds. */
  swept(database: Database): Promise<number>;
  rounds: number;
}

async function onEveryEngine(what: string, how: Swept): Promise<Finding[]> {
  const findings = [await compared(`${what} on SQLite`, onSqlite, how)];
  if (await ownPostgresql().then((found) => found?.drop().then(() => true)))
    findings.push(await compared(`${what} on PostgreSQL`, onPostgresql, how));
  return findings;
}

interface Filled {
  database: Database;
  remove(): Promise<void>;
}

type Open = (rows: number, fill: Swept['fill']) => Promise<Filled>;

async function compared(what: string, open: Open, { fill, swept: run, rounds }: Swept): Promise<Finding> {
  const few = await open(10_000, fill);
  const many = await open(1_000_000, fill);
  const variants = new Map([
    ['few', () => run(few.database)],
    ['many', () => run(many.database)],
  ]);
  await interleaved(5, variants);
  const results = await interleaved(rounds * 20, variants);
  for (const { database, remove } of [few, many]) await database.close().then(remove);
  const [least = [], most = []] = [...results.values()];
  const note = `10,000 rows in each table ${spread(least, 2)} ms, 1,000,000 ${spread(most, 2)} ms`;
  return atMost(`${what}, 1,000,000 rows ÷ 10,000`, 1.5, median(most) / median(least), note);
}

/** Written on a connection that waits for no disk. */
async function onSqlite(rows: number, fill: Swept['fill']): Promise<Filled> {
  const { path, remove } = folder();
  const { database, file, clock } = await sqliteDatabase(path);
  const connection = new SqliteDatabase(file);
  connection.pragma('synchronous = OFF');
  for (const statement of fill('sqlite')) {
    const values = Object.entries({ rows, due, now: clock.now().getTime() });
    connection.prepare(statement).run(Object.fromEntries(values.filter(([name]) => statement.includes(`:${name}`))));
  }
  connection.exec('ANALYZE');
  connection.close();
  return { database, remove: async () => remove() };
}

async function onPostgresql(rows: number, fill: Swept['fill']): Promise<Filled> {
  const own = await ownPostgresql();
  if (!own) throw new Error('PostgreSQL is not there any more');
  await migrate(own.url);
  const client = new pg.Client({ connectionString: own.url });
  await client.connect();
  for (const statement of fill('postgresql'))
    await client.query(statement.replaceAll(':rows', String(rows)).replaceAll(':due', String(due)));
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

/** Milliseconds: the steps that are due of follow-ups are taken, and undone for the next round. */
async function followUpsSwept(database: Database): Promise<number> {
  const before = performance.now();
  await database
    .transact(async (tx) => {
      const taken = await takeDueSteps(tx);
      if (taken !== 'more') throw new Error('fewer steps were due than were put there');
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return performance.now() - before;
}

/** Nine in ten are done, the others are due another day; 200 are seven days overdue and go to the leader now. */
function followUpRows(engine: Database['engine']): string[] {
  const now = engine === 'sqlite' ? ':now' : `(now() AT TIME ZONE 'UTC')::timestamp(3)`;
  const at = (milliseconds: string) =>
    engine === 'sqlite' ? `:now + ${milliseconds}` : `${now} + (${milliseconds}) * interval '1 millisecond'`;
  const isOpen = `"i" <= :due OR "i" % 10 = 0`;
  const status = `(CASE WHEN ${isOpen} THEN 'open' ELSE 'done' END)${engine === 'sqlite' ? '' : '::"CareTaskStatus"'}`;
  const onlyDone = (value: string) => `CASE WHEN ${isOpen} THEN NULL ELSE ${value} END`;
  return [
    `INSERT INTO "Organisation" ("id", "kind", "name", "shortName", "address", "phone", "hours", "way")
      VALUES ('o', 'centre', '拱北', '拱北', '', '', '', '')`,
    `INSERT INTO "Staff" ("id", "wecomUserid", "name", "title", "organisationId") VALUES ('s', 's', '陈志远', '', 'o')`,
    `INSERT INTO "Resident" ("id", "identityLevel", "nameSealed", "nameIndex", "surnameIndex", "documentKind",
        "documentSealed", "documentIndex", "birthDate", "sex", "createdAt")
      VALUES ('r', 'verified', '', '', '', 'id_card', '', '', '1958-03-12', 'female', ${now})`,
    `INSERT INTO "CarePlan" ("id", "residentId", "kind", "status", "rulePack", "anchorOn", "doctorId", "openedAt")
      VALUES ('p', 'r', 'hypertension', 'active', 'zhuhai-xiangzhou@2026-01', '2026-01-01', 's', ${now})`,
    `${numbersOf(engine)} INSERT INTO "CareTask" ("id", "planId", "residentId", "milestone", "dueFrom", "dueOn", "dueTo",
        "rulePack", "status", "doctorId", "nextStep", "nextStepAt", "closedAt", "closeReason", "createdAt")
      SELECT 't' || "i", 'p', 'r', 'quarter-' || "i", '2026-01-01', '2026-01-02', '2026-01-02', 'zhuhai-xiangzhou@2026-01',
        ${status}, 's', CASE WHEN ${isOpen} THEN 'escalate' END,
        CASE WHEN "i" <= :due THEN ${at('- "i" * 1000')} WHEN ${isOpen} THEN ${at('86400000 + "i" * 1000')} END,
        ${onlyDone(now)}, ${onlyDone(`'reading'`)}, ${now} FROM "n"`,
  ];
}

function workRows(engine: Database['engine']): string[] {
  return workTables.map((table) => filling(engine, table));
}

function numbersOf(engine: Database['engine']): string {
  return engine === 'sqlite'
    ? 'WITH RECURSIVE "n"("i") AS (SELECT 1 UNION ALL SELECT "i" + 1 FROM "n" WHERE "i" < :rows)'
    : 'WITH "n"("i") AS (SELECT * FROM generate_series(1::bigint, :rows))';
}

/** Nine in ten are done, the others come later, 200 are due. `:rows`, `:due` and, on SQLite, `:now` are to be bound. */
function filling(engine: Database['engine'], table: WorkTable): string {
  const status = (done: string, type: string) =>
    `(CASE WHEN "i" <= :due OR "i" % 10 = 0 THEN 'pending' ELSE '${done}' END)${engine === 'sqlite' ? '' : `::"${type}"`}`;
  const at = (milliseconds: string) =>
    engine === 'sqlite'
      ? `:now + ${milliseconds}`
      : `(now() AT TIME ZONE 'UTC')::timestamp(3) + (${milliseconds}) * interval '1 millisecond'`;
  const dueAt = at(`(CASE WHEN "i" <= :due THEN - "i" * 1000 ELSE 3600000 + "i" * 1000 END)`);
  const numbers = numbersOf(engine);
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
