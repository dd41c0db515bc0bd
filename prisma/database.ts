import { appendToAudit } from '#domain/audit/chain.ts';
import type { AuditNote, PrismaTransaction, Sql, Transaction, Work } from '#domain/transaction.ts';
import type { Clock } from '#kit/clock.ts';
import type { DistrictDay } from '#kit/day.ts';
import type { Randomness } from '#kit/id.ts';
import { digitMaker, idMaker } from '#kit/id.ts';
import type { Vault } from '#kit/vault.ts';
import { openPostgresql } from './postgresql.ts';
import { isWorthRetrying } from './retry.ts';
import { openSqlite } from './sqlite.ts';

/** What a database is handed, so that every transaction carries it. */
export interface Surroundings {
  clock: Clock;
  day: DistrictDay;
  vault: Vault;
  randomness: Randomness;
}

/** The one truth. */
export interface Database {
  readonly engine: Sql['engine'];
  /**
   * Runs `work` in one write transaction; retries it whole, up to eight times, when the engine asks for it, so `work`
   * must not touch anything outside. A Refusal or a fault rolls back.
   */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Reads what is committed, outside any transaction. */
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Calls `listener` with each row handed over by a committed transaction. */
  onWork(listener: (work: Work) => void): void;
  /** True when a row can be written and read back through another connection. */
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** One engine's way to begin and to read. */
export interface Engine {
  readonly name: Sql['engine'];
  begin<T>(work: (prisma: PrismaTransaction, sql: Sql) => Promise<T>): Promise<T>;
  readonly reading: { prisma: PrismaTransaction; sql: Sql };
  close(): Promise<void>;
}

const mostTries = 8;

/** @param url `file:…` is SQLite, `postgresql:…` is PostgreSQL. */
export async function openDatabase(url: string, surroundings: Surroundings): Promise<Database> {
  const engine = url.startsWith('file:') ? await openSqlite(url.slice('file:'.length)) : await openPostgresql(url);
  const { clock, day, vault, randomness } = surroundings;
  const { bytes } = randomness;
  const carried = { day, vault, id: idMaker(clock, randomness), digits: digitMaker(randomness), bytes };

  let tellCarriers: (work: Work) => void = () => {};

  async function transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      const notes: AuditNote[] = [];
      const handed: Work[] = [];
      try {
        const result = await engine.begin(async (prisma, sql) => {
          const tx: Transaction = {
            ...carried,
            prisma,
            sql,
            now: clock.now(),
            audit: (note) => notes.push(note),
            handOver: (row) => handed.push(row),
          };
          const outcome = await work(tx);
          if (notes.length > 0) await appendToAudit(tx, notes);
          return outcome;
        });
        for (const row of handed) tellCarriers(row);
        return result;
      } catch (error) {
        if (tries >= mostTries || !isWorthRetrying(error)) throw error;
        await pause(tries * 5 + randomness.below(20));
      }
    }
  }

  async function isHealthy(): Promise<boolean> {
    const beat = clock.now().toISOString();
    await transact((tx) =>
      tx.prisma.setting.upsert({
        where: { name: 'heartbeat' },
        create: { name: 'heartbeat', value: beat },
        update: { value: beat },
      }),
    );
    const found = await engine.reading.prisma.setting.findUnique({ where: { name: 'heartbeat' } });
    return found !== null && found.value >= beat;
  }

  return {
    engine: engine.name,
    transact,
    read: (work) =>
      work({ ...carried, ...engine.reading, now: clock.now(), audit: notInReading, handOver: notInReading }),
    onWork(listener) {
      tellCarriers = listener;
    },
    isHealthy,
    close: engine.close,
  };
}

function notInReading(): never {
  throw new Error('nothing is written outside a transaction: use transact');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
