import type SqliteDatabase from 'better-sqlite3';
import type { Sql } from '#domain/transaction.ts';
import type { Engine } from './database.ts';
import type { PrismaClient } from './generated/sqlite/client.ts';

/** How long a transaction may wait for its turn and may take, milliseconds. */
const patience = { wait: 10_000, work: 15_000 };

/** How long transactions follow each other before sockets and timers have their turn, milliseconds. */
const inOneGo = 10;

/** It waited or worked too long; nothing of it was kept. */
export class TransactionLate extends Error {
  override readonly name = 'TransactionLate';
}

/**
 * Write transactions on the one connection that Prisma and hand-written statements share, one after the other. They are
 * begun and committed here: Prisma's own interactive transaction costs more than everything that a usual message stores
 * (measured in tests/bench). What Prisma is asked for in between runs on the connection, and so inside. Nothing of it
 * waits for the event loop, so a line of transactions lets it come round by itself.
 */
export function beginOn(connection: SqliteDatabase.Database, client: PrismaClient, sql: Sql): Engine['begin'] {
  const [begin, commit, rollback] = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map((text) => connection.prepare(text));
  let last: Promise<unknown> = Promise.resolve();
  let cameRound = Number.NEGATIVE_INFINITY;

  return (work) => {
    const asked = performance.now();
    const mine = last.then(async () => {
      if (performance.now() - cameRound > inOneGo) {
        await new Promise((resolve) => setImmediate(resolve));
        cameRound = performance.now();
      }
      if (performance.now() - asked > patience.wait) throw new TransactionLate('it waited too long for its turn');
      const prisma = usable(client);
      const statements = Proxy.revocable(sql, {});
      begin?.run();
      try {
        const result = await inTime(work(prisma.proxy, statements.proxy));
        commit?.run();
        return result;
      } catch (error) {
        if (connection.inTransaction) rollback?.run();
        throw error;
      } finally {
        // What comes later would be written outside: it throws.
        prisma.revoke();
        statements.revoke();
      }
    });
    last = mine.catch(() => {});
    return mine;
  };
}

/** Prisma until it is revoked. */
function usable(client: PrismaClient) {
  return Proxy.revocable(client, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TransactionLate('it took too long')), patience.work);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
