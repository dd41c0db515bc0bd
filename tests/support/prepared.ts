import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Database } from '#prisma/database.ts';
import type { Prepared } from './prepare.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    prepared: Prepared;
  }
}

/** What a database begins with: loaded once in a run of the suite, and copied from then on. */
export interface Beginning {
  name: string;
  load(database: Database): Promise<void>;
}

export const nothing: Beginning = { name: 'nothing', load: async () => {} };

/** What it must be made of. */
export interface Making {
  beginning: Beginning;
  /** ISO 8601: what was loaded may tell when. */
  start: string;
  /** Makes it at an address that nothing uses, and lets go of it. */
  make(url: string): Promise<void>;
}

/** The SQLite file to copy. Two that make it at once make the same. */
export async function preparedFile(making: Making): Promise<string> {
  const { folder } = inject('prepared');
  const file = join(folder, `${nameOf(making)}.db`);
  if (existsSync(file)) return file;
  const made = join(mkdtempSync(join(folder, 'making-')), 'app.db');
  await making.make(`file:${made}`);
  // Whole or not there.
  renameSync(made, file);
  return file;
}

/**
 * The PostgreSQL database to copy, made by one while others wait.
 * @param server where databases are made.
 */
export async function preparedDatabase(server: string, making: Making): Promise<string> {
  const { default: pg } = await import('pg');
  const name = `${inject('prepared').prefix}${nameOf(making)}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(7264002)');
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return name;
    const unfinished = `${name}_making`;
    await client.query(`DROP DATABASE IF EXISTS "${unfinished}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${unfinished}"`);
    const url = new URL(server);
    url.pathname = `/${unfinished}`;
    await making.make(url.toString());
    await client.query(`ALTER DATABASE "${unfinished}" RENAME TO "${name}"`);
    return name;
  } finally {
    await client.end();
  }
}

function nameOf({ beginning, start }: Making): string {
  return createHash('sha256').update(`${beginning.name}/${start}`).digest('hex').slice(0, 16);
}
