import type { Clock } from '#kit/clock.ts';
import type { Log } from '#kit/log.ts';
import type { Metrics } from '#kit/metrics.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';
import type { TickDefinition } from './define-tick.ts';
import { yieldToOthers } from './slots.ts';

export interface TickerParts {
  database: Database;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  ticks: readonly TickDefinition[];
  /** Hears of every schedule that did something. */
  ran: (tick: { name: string; title: string; at: Date }) => void;
}

export interface Ticker {
  /** Runs every schedule that is due, each once. Returns how many ran. */
  runDue(): Promise<number>;
  nextDue(): Promise<Date | undefined>;
}

/** One that failed is left alone for so long, milliseconds. */
const afterFailureMs = 60_000;

export function createTicker({ database, clock, log, metrics, ticks, ran }: TickerParts): Ticker {
  const failedUntil = new Map<string, Date>();

  return {
    async runDue() {
      const now = clock.now();
      const known = await rowsOf(database);
      let count = 0;
      for (const tick of ticks) {
        const dueAt = known.get(tick.name);
        if ((dueAt && dueAt > now) || (failedUntil.get(tick.name) ?? now) > now) continue;
        if (await runAll(tick)) count += 1;
      }
      return count;
    },
    async nextDue() {
      const now = clock.now();
      const known = await rowsOf(database);
      const coming = ticks.map(({ name }) => known.get(name)).filter((dueAt) => dueAt !== undefined && dueAt > now);
      return coming.sort((one, other) => (one ?? now).getTime() - (other ?? now).getTime())[0];
    },
  };

  async function runAll(tick: TickDefinition): Promise<boolean> {
    let did = false;
    try {
      for (;;) {
        const run = await database.transact((tx) => runOnce(tx, tick));
        if (run.was === 'not-due') return did;
        did ||= run.was !== 'left-out';
        metrics.tickRan(tick.name, run.late / 1_000);
        log.info({ tick: tick.name, result: run.was, lateMs: run.late }, 'tick ran');
        await yieldToOthers();
        if (run.was === 'more') continue;
        if (did) ran({ name: tick.name, title: tick.title, at: clock.now() });
        return did;
      }
    } catch (error) {
      failedUntil.set(tick.name, new Date(clock.now().getTime() + afterFailureMs));
      log.error({ error, tick: tick.name }, 'tick failed');
      return did;
    }
  }
}

type Run = { was: 'done' | 'more' | 'left-out'; late: number } | { was: 'not-due' };

/** The row is moved on first: of two processes the second finds it moved and does nothing. */
async function runOnce(tx: Transaction, tick: TickDefinition): Promise<Run> {
  await begin(tx, tick);
  const row = await tx.prisma.tick.findUniqueOrThrow({ where: { name: tick.name } });
  if (row.dueAt > tx.now) return { was: 'not-due' };
  const moved = await tx.prisma.tick.updateMany({
    where: { name: tick.name, dueAt: row.dueAt },
    data: { dueAt: tick.times.next(tx.now, tx.day), lastRunAt: tx.now },
  });
  if (moved.count === 0) return { was: 'not-due' };
  const due = lastMissed(tick, row.dueAt, tx);
  const late = tx.now.getTime() - due.getTime();
  if (tick.usefulForMs !== undefined && late > tick.usefulForMs) return { was: 'left-out', late };
  const was = await tick.run(tx, due);
  if (was === 'more') await tx.prisma.tick.update({ where: { name: tick.name }, data: { dueAt: due } });
  return { was, late };
}

async function begin(tx: Transaction, { name, times, first }: TickDefinition): Promise<void> {
  const dueAt = first === 'at-once' ? tx.now : times.next(tx.now, tx.day);
  await tx.sql.run('INSERT INTO "Tick" ("name", "dueAt") VALUES (?, ?) ON CONFLICT ("name") DO NOTHING', [name, dueAt]);
}

function lastMissed({ times }: TickDefinition, dueAt: Date, { now, day }: Transaction): Date {
  let due = dueAt;
  for (let next = times.next(due, day); next <= now; next = times.next(next, day)) due = next;
  return due;
}

async function rowsOf(database: Database): Promise<Map<string, Date>> {
  const rows = await database.read((tx) => tx.prisma.tick.findMany());
  return new Map(rows.map(({ name, dueAt }) => [name, dueAt]));
}
