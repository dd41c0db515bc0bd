import type { SqlValue, Transaction } from '#domain/transaction.ts';
import { checks } from '#prisma/invariants.ts';

interface Column {
  name: string;
  type: string;
  /** Something must be written there. */
  wanted: boolean;
}

/**
 * Writes some row of a table with what is said and makes up the rest, without minding what it refers to: for a
 * transaction that is undone. Triggers hold.
 */
export async function anyRow(tx: Transaction, table: string, said: Readonly<Record<string, SqlValue>>): Promise<void> {
  await anyRows(tx, table, [said]);
}

/** The same for many rows, one after the other. */
export async function anyRows(
  tx: Transaction,
  table: string,
  rows: readonly Readonly<Record<string, SqlValue>>[],
): Promise<void> {
  await referencesOff(tx, table);
  const known = await columnsOf(tx, table);
  for (const said of rows) {
    const columns = known.filter(({ name, wanted }) => wanted || name in said);
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const places = columns.map(({ type }) => (tx.sql.engine === 'postgresql' ? `?::${type}` : '?')).join(', ');
    const values = await Promise.all(
      columns.map(async ({ name, type }) => (name in said ? (said[name] ?? null) : madeUp(tx, type))),
    );
    await tx.sql.run(`INSERT INTO "${table}" (${names}) VALUES (${places})`, values);
  }
}

async function referencesOff(tx: Transaction, table: string): Promise<void> {
  if (tx.sql.engine === 'sqlite') {
    await tx.sql.run('PRAGMA defer_foreign_keys = ON');
    await tx.sql.run('PRAGMA ignore_check_constraints = ON');
    return;
  }
  await tx.sql.run(`ALTER TABLE "${table}" DISABLE TRIGGER ALL`);
  await tx.sql.run(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  for (const check of checks)
    if (check.table === table) await tx.sql.run(`ALTER TABLE "${table}" DROP CONSTRAINT IF EXISTS "${check.name}"`);
}

function columnsOf(tx: Transaction, table: string): Promise<Column[]> {
  if (tx.sql.engine === 'sqlite')
    return tx.sql.all(
      `SELECT "name", "type", ("notnull" OR "pk") AND "dflt_value" IS NULL AS "wanted" FROM pragma_table_info('${table}')`,
    );
  return tx.sql.all(
    `SELECT a.attname AS "name", format_type(a.atttypid, a.atttypmod) AS "type", a.attnotnull AND NOT a.atthasdef AS "wanted"
     FROM pg_attribute a WHERE a.attrelid = '"${table}"'::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
  );
}

async function madeUp(tx: Transaction, type: string): Promise<SqlValue> {
  if (/^json/i.test(type)) return '{}';
  if (/^(?:timestamp|datetime)/i.test(type)) return tx.now;
  if (/^bool/i.test(type)) return false;
  if (/^(?:big)?int|^double|^real/i.test(type)) return 1;
  if (/^text$/i.test(type)) return tx.id();
  const [label] = await tx.sql.all<{ label: string }>(
    `SELECT enumlabel AS "label" FROM pg_enum WHERE enumtypid = '${type}'::regtype LIMIT 1`,
  );
  return label?.label ?? null;
}
