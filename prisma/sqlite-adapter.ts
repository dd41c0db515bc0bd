import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type SqliteDatabase from 'better-sqlite3';

/**
 * Prisma's own adapter with three mends (facts: measured with 7.10; versions are pinned and a test holds each):
 * write transactions begin IMMEDIATE, because a deferred one that read first fails at once when another commits;
 * statements are prepared once instead of at every call; and the connection is shared with hand-written statements,
 * which so commit and roll back with Prisma's.
 */
export class SharedSqliteAdapter extends PrismaBetterSqlite3 {
  #connection: SqliteDatabase.Database | undefined;
  readonly #settings: readonly string[];

  /** @param settings PRAGMA statements for the connection, run before anything else. */
  constructor(file: string, settings: readonly string[]) {
    super({ url: file }, { timestampFormat: 'unixepoch-ms' });
    this.#settings = settings;
  }

  /** Open after `connect()`. */
  get connection(): SqliteDatabase.Database {
    if (!this.#connection) throw new Error('the SQLite connection is not open yet');
    return this.#connection;
  }

  override async connect() {
    const adapter = await super.connect();
    // The adapter keeps its connection in a field that its types do not show.
    const inside = adapter as unknown as { client: SqliteDatabase.Database };
    this.#connection = inside.client;
    for (const setting of this.#settings) inside.client.pragma(setting);
    inside.client = preparingOnce(inside.client);
    return adapter;
  }
}

/** The statements that the adapter sends are few and come again: each is prepared once and bound at each call. */
function preparingOnce(connection: SqliteDatabase.Database): SqliteDatabase.Database {
  const prepared = new Map<string, Prepared>();
  let isInside = false;
  const prepare = (sql: string) => {
    if (sql === 'BEGIN') isInside = connection.inTransaction;
    const text = (isInside ? inside : alone)[sql] ?? sql;
    const statement = prepared.get(text) ?? readied(connection, text);
    // Statements with a list of values differ by its length; the store is kept small.
    if (prepared.size >= 500) prepared.clear();
    prepared.set(text, statement);
    return statement;
  };
  return new Proxy(connection, {
    get(target, name) {
      if (name === 'prepare') return prepare;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** What Prisma begins by itself, such as a create with its relations, … */
const alone: Readonly<Record<string, string>> = { BEGIN: 'BEGIN IMMEDIATE' };
/** … is a part of our transaction when there is one. */
const inside: Readonly<Record<string, string>> = {
  BEGIN: 'SAVEPOINT "prisma"',
  COMMIT: 'RELEASE "prisma"',
  ROLLBACK: 'ROLLBACK TO "prisma"',
};

type Prepared = ReturnType<typeof readied>;

/** The part of a statement's interface that the adapter uses. */
function readied(connection: SqliteDatabase.Database, sql: string) {
  const statement = connection.prepare(sql);
  if (statement.reader) statement.raw();
  return {
    reader: statement.reader,
    run: (...values: unknown[]) => statement.run(...values),
    bind: (values: unknown[]) => ({
      reader: statement.reader,
      run: () => statement.run(values),
      columns: () => statement.columns(),
      raw: () => ({ all: () => statement.all(values) }),
    }),
  };
}
