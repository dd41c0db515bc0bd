import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Applies the plain SQL files of prisma/migrations under a lock, each in one transaction and with its checksum, and
 * records them in `_prisma_migrations` as Prisma's own tool does, so that it can take over where it is at hand.
 * @returns the names of those applied now.
 * @throws ChangedMigration when a file that was applied has changed since.
 */
export async function migrate(url: string): Promise<string[]> {
  return url.startsWith('file:') ? migrateSqlite(url.slice('file:'.length)) : migratePostgresql(url);
}

/** A migration that is not what was applied under its name: the database belongs to another release. */
export class ChangedMigration extends Error {
  override readonly name = 'ChangedMigration';
}

/** The migrations of a SQLite file that this release does not know: it comes from a newer one. */
export async function unknownMigrations(file: string): Promise<string[]> {
  const { default: SqliteDatabase } = await import('better-sqlite3');
  const connection = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
  try {
    const applied = connection.prepare<[], Pick<Applied, 'name'>>(
      'SELECT "migration_name" AS name FROM "_prisma_migrations" ORDER BY "migration_name"',
    );
    const known = new Set(migrationsOf('sqlite').map(({ name }) => name));
    return applied.all().flatMap(({ name }) => (known.has(name) ? [] : [name]));
  } finally {
    connection.close();
  }
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

const ledger = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" TIMESTAMP, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" TIMESTAMP, "started_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

async function migrateSqlite(file: string): Promise<string[]> {
  const { default: SqliteDatabase } = await import('better-sqlite3');
  mkdirSync(dirname(file), { recursive: true });
  const connection = new SqliteDatabase(file);
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('busy_timeout = 10000');
    connection.exec(ledger);
    return connection
      .transaction(() => {
        const applied = connection
          .prepare<[], Applied>('SELECT "migration_name" AS name, "checksum" FROM "_prisma_migrations"')
          .all();
        const open = outstanding('sqlite', applied);
        for (const migration of open) {
          connection.exec(migration.sql);
          connection
            .prepare(record('?', 'CURRENT_TIMESTAMP'))
            .run(rowId(migration), migration.checksum, migration.name);
        }
        return open.map((migration) => migration.name);
      })
      .immediate();
  } finally {
    connection.close();
  }
}

async function migratePostgresql(url: string): Promise<string[]> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(7264001)');
    await client.query(ledger);
    const applied = await client.query<Applied>(
      'SELECT "migration_name" AS name, "checksum" FROM "_prisma_migrations"',
    );
    const open = outstanding('postgresql', applied.rows);
    for (const migration of open) {
      await client.query(migration.sql);
      await client.query(record('$', 'now()'), [rowId(migration), migration.checksum, migration.name]);
    }
    await client.query('COMMIT');
    return open.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

interface Applied {
  name: string;
  checksum: string;
}

function outstanding(engine: string, applied: readonly Applied[]): Migration[] {
  const known = new Map(applied.map((row) => [row.name, row.checksum]));
  return migrationsOf(engine).filter((migration) => {
    const checksum = known.get(migration.name);
    if (checksum !== undefined && checksum !== migration.checksum)
      throw new ChangedMigration(
        `DATABASE_URL：这个数据库是另一个版本建的（迁移 ${migration.name} 的内容不同），请换回那个版本，或者换一个数据库`,
      );
    return checksum === undefined;
  });
}

function migrationsOf(engine: string): Migration[] {
  const folder = join(packageRoot(), 'prisma', 'migrations', engine);
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** The SQL is not compiled: dist/ reads it from beside package.json. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

function record(mark: '?' | '$', now: string): string {
  const [first, second, third] = mark === '?' ? ['?', '?', '?'] : ['$1', '$2', '$3'];
  return `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
    VALUES (${first}, ${second}, ${third}, ${now}, 1)`;
}

function rowId(migration: Migration): string {
  return createHash('sha256').update(migration.name).digest('hex').slice(0, 36);
}
