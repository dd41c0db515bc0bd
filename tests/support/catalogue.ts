import type { Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';

/** What a database has, each list sorted. */
export interface Names {
  /** `Table.column` */
  columns: string[];
  indexes: string[];
  checks: string[];
  foreignKeys: string[];
  triggers: string[];
}

/** Reads the names from the engine's own catalogue; what only one engine has of itself is left out. */
export function namesIn(database: Database): Promise<Names> {
  return database.read((tx) => (tx.sql.engine === 'sqlite' ? inSqlite(tx) : inPostgresql(tx)));
}

async function inSqlite(tx: Transaction): Promise<Names> {
  const written = await tx.sql.all<{ sql: string }>(`SELECT "sql" FROM sqlite_master WHERE "type" = 'table'`);
  const constraints = (kind: string) =>
    written
      .flatMap(({ sql }) =>
        [...sql.matchAll(new RegExp(`CONSTRAINT "(\\w+)" ${kind}`, 'g'))].map(([, name = '']) => name),
      )
      .sort();
  return {
    columns: await names(
      tx,
      `SELECT m."name" || '.' || c."name" AS "name" FROM sqlite_master m JOIN pragma_table_info(m."name") c
       WHERE m."type" = 'table' AND m."name" NOT LIKE 'sqlite_%'`,
    ),
    indexes: await names(tx, `SELECT "name" FROM sqlite_master WHERE "type" = 'index' AND "sql" IS NOT NULL`),
    checks: constraints('CHECK'),
    foreignKeys: constraints('FOREIGN KEY'),
    triggers: await names(tx, `SELECT "name" FROM sqlite_master WHERE "type" = 'trigger'`),
  };
}

async function inPostgresql(tx: Transaction): Promise<Names> {
  const constraints = (kind: string) =>
    names(
      tx,
      `SELECT conname AS "name" FROM pg_constraint WHERE contype = '${kind}' AND connamespace = 'public'::regnamespace`,
    );
  return {
    columns: await names(
      tx,
      `SELECT table_name || '.' || column_name AS "name" FROM information_schema.columns WHERE table_schema = 'public'`,
    ),
    indexes: await names(
      tx,
      `SELECT indexname AS "name" FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey'`,
    ),
    checks: await constraints('c'),
    foreignKeys: await constraints('f'),
    triggers: await names(tx, 'SELECT tgname AS "name" FROM pg_trigger WHERE NOT tgisinternal'),
  };
}

async function names(tx: Transaction, query: string): Promise<string[]> {
  return (await tx.sql.all<{ name: string }>(query)).map(({ name }) => name).sort();
}
