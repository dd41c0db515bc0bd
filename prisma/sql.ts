import type SqliteDatabase from 'better-sqlite3';
import type { PrismaTransaction, Sql, SqlValue } from '#domain/transaction.ts';

/** Hand-written statements on SQLite: prepared once on the connection that Prisma's transaction runs on. */
export function sqliteStatements(connection: SqliteDatabase.Database): Sql {
  const prepared = new Map<string, SqliteDatabase.Statement<unknown[]>>();
  const prepare = (text: string) => {
    // The adapter switches its connection to BigInt; counts and instants here fit a number.
    const statement = prepared.get(text) ?? connection.prepare<unknown[]>(text).safeIntegers(false);
    prepared.set(text, statement);
    return statement;
  };
  const stored = (values: readonly SqlValue[]) =>
    values.map((value) =>
      value instanceof Date ? value.getTime() : typeof value === 'boolean' ? Number(value) : value,
    );
  return {
    engine: 'sqlite',
    // The caller names the row's type, as with any hand-written statement.
    all: async <Row>(text: string, values: readonly SqlValue[] = []) => prepare(text).all(...stored(values)) as Row[],
    one: async <Row>(text: string, values: readonly SqlValue[] = []) =>
      prepare(text).get(...stored(values)) as Row | undefined,
    run: async (text, values = []) => prepare(text).run(...stored(values)).changes,
  };
}

/** The same on PostgreSQL, through the transaction's own connection. */
export function postgresqlStatements(prisma: Pick<PrismaTransaction, '$queryRawUnsafe' | '$executeRawUnsafe'>): Sql {
  const all = async <Row>(text: string, values: readonly SqlValue[] = []): Promise<Row[]> =>
    prisma.$queryRawUnsafe<Row[]>(numbered(text), ...values);
  return {
    engine: 'postgresql',
    all,
    one: async <Row>(text: string, values?: readonly SqlValue[]) => (await all<Row>(text, values))[0],
    run: (text, values = []) => prisma.$executeRawUnsafe(numbered(text), ...values),
  };
}

const numberedStatements = new Map<string, string>();

/** `?` → `$1`, `$2` … Statements hold no question mark inside a literal. */
function numbered(text: string): string {
  const known = numberedStatements.get(text);
  if (known) return known;
  let count = 0;
  const result = text.replace(/\?/g, () => `$${++count}`);
  numberedStatements.set(text, result);
  return result;
}
