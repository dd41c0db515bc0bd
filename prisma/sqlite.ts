import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Engine } from './database.ts';
import { PrismaClient } from './generated/sqlite/client.ts';
import { sqliteStatements } from './sql.ts';
import { SharedSqliteAdapter } from './sqlite-adapter.ts';
import { beginOn } from './sqlite-transaction.ts';

/** WAL, or acknowledged writes are lost after a busy COMMIT; FULL, or they are after a power loss. */
const settings = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 1000'];

/** One connection writes, another reads what is committed. */
export async function openSqlite(file: string): Promise<Engine> {
  mkdirSync(dirname(file), { recursive: true });
  const writing = new SharedSqliteAdapter(file, settings);
  const reading = new SharedSqliteAdapter(file, [...settings, 'query_only = ON']);
  const writer = new PrismaClient({ adapter: writing });
  const reader = new PrismaClient({ adapter: reading });
  await writer.$connect();
  await reader.$connect();
  assertSettings(writing);
  const sql = sqliteStatements(writing.connection);
  return {
    name: 'sqlite',
    begin: beginOn(writing.connection, writer, sql),
    reading: { prisma: reader, sql: sqliteStatements(reading.connection) },
    async close() {
      await writer.$disconnect();
      await reader.$disconnect();
    },
  };
}

function assertSettings(adapter: SharedSqliteAdapter): void {
  const value = (name: string) => String(adapter.connection.pragma(name, { simple: true }));
  const wrong = [
    value('journal_mode') === 'wal' ? undefined : 'journal_mode is not wal',
    value('synchronous') === '2' ? undefined : 'synchronous is not full',
    value('foreign_keys') === '1' ? undefined : 'foreign_keys is off',
    value('busy_timeout') === '1000' ? undefined : 'busy_timeout is not 1000',
  ].filter((problem) => problem !== undefined);
  if (wrong.length > 0) throw new Error(`SQLite does not keep its settings: ${wrong.join(', ')}`);
}
