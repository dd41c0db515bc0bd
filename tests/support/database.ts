import { mkdtempSync, rmSync } from 'node:fs';
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
 * An empty, migrated database of its own, removed after the test file. SQLite in a folder of its own, or PostgreSQL at
 * POSTGRES_URL (default: the local one) in a database of its own.
 */
export async function testDatabase(
  options: { engine?: 'sqlite' | 'postgresql'; start?: string } = {},
): Promise<TestDatabase> {
  const clock = standingClock(options.start ?? firstEvening);
  const surroundings = {
    clock,
    day: districtDay('Asia/Shanghai'),
    vault: createVault(Buffer.alloc(32, 7), { bytes: randomBytes }),
    randomness: { bytes: randomBytes, below: (limit: number) => randomBytes(4).readUInt32BE() % limit },
  };
  const place = options.engine === 'postgresql' ? await postgresqlPlace() : sqlitePlace();
  await migrate(place.url);
  const database = await openDatabase(place.url, surroundings);
  afterAll(async () => {
    await database.close();
    await place.remove();
  });
  return { database, clock, url: place.url };
}

function sqlitePlace() {
  const folder = mkdtempSync(join(tmpdir(), 'jiayi-'));
  return {
    url: `file:${join(folder, 'app.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

const postgresqlServer = process.env['POSTGRES_URL'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

async function postgresqlPlace() {
  const { default: pg } = await import('pg');
  const name = `jiayi_test_${randomBytes(6).toString('hex')}`;
  const asServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: postgresqlServer });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await asServer(`CREATE DATABASE "${name}"`);
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
