import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { postgresqlServer } from './postgresql-server.ts';

/** Where prepared databases of this run lie. */
export interface Prepared {
  /** Of SQLite. */
  folder: string;
  /** What the names of those on PostgreSQL begin with. */
  prefix: string;
}

const prepared: Prepared = {
  folder: mkdtempSync(join(tmpdir(), 'jiayi-prepared-')),
  prefix: `jiayi_prepared_${randomBytes(4).toString('hex')}_`,
};

/** Begins the run with nothing prepared. */
export function setup(project: TestProject): void {
  project.provide('prepared', prepared);
}

/** Removes what was prepared. */
export async function teardown(): Promise<void> {
  rmSync(prepared.folder, { recursive: true, force: true });
  await dropDatabases(prepared.prefix);
}

async function dropDatabases(prefix: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: postgresqlServer, connectionTimeoutMillis: 1500 });
  // Where there is no PostgreSQL, nothing was prepared on it.
  if (
    !(await client.connect().then(
      () => true,
      () => false,
    ))
  )
    return;
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  for (const { name } of rows) await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  await client.end();
}
