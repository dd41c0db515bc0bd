import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { afterAll } from 'vitest';
import type { Database } from '#prisma/database.ts';
import { openDatabase } from '#prisma/database.ts';
import { migrate } from '#prisma/migrate.ts';
import { districtDay } from '#kit/day.ts';
import type { SteppableClock } from '#kit/clock.ts';
import { standingClock } from '#kit/clock.ts';
import type { Randomness } from '#kit/id.ts';
import { createVault } from '#kit/vault.ts';
import { postgresqlServer } from './postgresql-server.ts';
import { type Beginning, nothing, preparedDatabase, preparedFile } from './prepared.ts';

/** Sunday evening, 1 March 2026, 18:00 in the district. */
export const firstEvening = '2026-03-01T18:00:00+08:00';

export interface TestDatabase {
  database: Database;
  clock: SteppableClock;
  url: string;
}

/** Chance that repeats: the same sequence at every run. */
export function countedRandomness(seed = 'seed'): Randomness {
  let count = 0;
  const bytes = (length: number) => {
    const parts: Buffer[] = [];
    for (let have = 0; have < length; have += 32)
      parts.push(createHash('sha256').update(`${seed}/${count++}`).digest());
    return Buffer.concat(parts).subarray(0, length);
  };
  return { bytes, below: (limit) => bytes(4).readUInt32BE() % limit };
}

/**
 * A migrated database of its own, empty unless a beginning is named, removed after the test file. SQLite in a folder of
 * its own, or PostgreSQL in a database of its own.
 */
export async function testDatabase(
  options: { engine?: 'sqlite' | 'postgresql'; start?: string; beginning?: Beginning } = {},
): Promise<TestDatabase> {
  const { engine = 'sqlite', start = firstEvening, beginning = nothing } = options;
  const clock = standingClock(start);
  const open = (url: string, at = clock) =>
    openDatabase(url, {
      clock: at,
      day: districtDay('Asia/Shanghai'),
      vault: createVault(Buffer.alloc(32, 7), { bytes: randomBytes }),
      randomness: { bytes: randomBytes, below: (limit: number) => randomBytes(4).readUInt32BE() % limit },
    });
  const make = async (url: string) => {
    await migrate(url);
    // A moment before: ids tell which of two rows was first.
    const database = await open(url, standingClock(new Date(clock.now().getTime() - 1).toISOString()));
    await beginning.load(database);
    await database.close();
  };
  const making = { beginning, start, make };
  const place =
    engine === 'postgresql'
      ? await postgresqlPlace(await preparedDatabase(postgresqlServer, making))
      : sqlitePlace(await preparedFile(making));
  const database = await open(place.url);
  afterAll(async () => {
    await database.close();
    await place.remove();
  });
  return { database, clock, url: place.url };
}

function sqlitePlace(prepared: string) {
  const folder = mkdtempSync(join(tmpdir(), 'jiayi-'));
  const file = join(folder, 'app.db');
  copyFileSync(prepared, file);
  return { url: `file:${file}`, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function postgresqlPlace(prepared?: string) {
  const { default: pg } = await import('pg');
  const name = `jiayi_test_${randomBytes(6).toString('hex')}`;
  const asServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: postgresqlServer });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await asServer(`CREATE DATABASE "${name}"${prepared === undefined ? '' : ` TEMPLATE "${prepared}"`}`);
  const url = new URL(postgresqlServer);
  url.pathname = `/${name}`;
  return { url: url.toString(), remove: () => asServer(`DROP DATABASE "${name}" WITH (FORCE)`) };
}

/** A database of its own on PostgreSQL with nothing in it, removed after the test file. */
export async function emptyPostgresql(): Promise<string> {
  const { url, remove } = await postgresqlPlace();
  afterAll(remove);
  return url;
}

/** Whether PostgreSQL is here; with REQUIRE_ALL=1 leaving it out is a failure. */
export async function postgresqlIsHere(): Promise<boolean> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: postgresqlServer, connectionTimeoutMillis: 1500 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (process.env['REQUIRE_ALL'] === '1') throw error;
    return false;
  }
}
