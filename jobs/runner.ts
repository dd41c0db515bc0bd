import type { NoticeCatalogue } from '#domain/notices/catalogue.ts';
import type { DeliveryChannel, DeliveryChannelName } from '#domain/notices/delivery-channel.ts';
import type { Work } from '#domain/transaction.ts';
import type { Clock } from '#kit/clock.ts';
import type { Randomness } from '#kit/id.ts';
import type { Log } from '#kit/log.ts';
import type { Metrics } from '#kit/metrics.ts';
import type { Database } from '#prisma/database.ts';
import { backlog } from './engine/claim.sql.ts';
import type { JobDefinitions } from './engine/define-job.ts';
import type { TickDefinition } from './engine/define-tick.ts';
import type { Happened } from './engine/happened.ts';
import { workTables } from './engine/load.ts';
import { startHandingOver } from './engine/start-handing-over.ts';
import { startWorking } from './engine/start-working.ts';

export interface LaterWorkParts {
  database: Database;
  clock: Clock;
  randomness: Randomness;
  log: Log;
  metrics: Metrics;
  /** The channels that are connected; what they cannot take goes by another or on the call list. */
  channels: readonly DeliveryChannel[];
  catalogue: NoticeCatalogue;
  carrier: CarrierChoice;
  /** `api` only hands over; `worker` and `all` also do. */
  role: 'all' | 'api' | 'worker';
  /** The district's zone, for tickers. */
  zone: string;
  definitions: JobDefinitions;
  ticks: readonly TickDefinition[];
  lookouts?: readonly Lookout[];
  /** Calls a second towards each platform. */
  rates?: Partial<Record<DeliveryChannelName, number>>;
}

/** `inline`: everything in this process, the only one. */
export type CarrierChoice = { kind: 'inline' } | { kind: 'bullmq'; url: string; prefix?: string };

/** Due work that stands in other tables, such as messages whose handling failed: every sweep asks for it too. */
export interface Lookout {
  name: string;
  /** Does what is due; returns how many it moved on. */
  run(): Promise<number>;
  /** The next instant after now at which there is something, if any. */
  nextDue(): Promise<Date | undefined>;
}

export interface LaterWork {
  /** Tells the carriers of a row that was committed. The database is told to call it. */
  wake(work: Work): void;
  /** Looks for due work now instead of at the next beat, and hands it to the carriers. */
  sweep(): Promise<void>;
  /** Does everything that is due, and what that causes, until nothing is; tells what happened. For the sandbox's clock. */
  runUntilQuiet(): Promise<Happened[]>;
  /** The next instant after now at which something is due, if any. */
  nextDue(): Promise<Date | undefined>;
  /** What keeps this process from doing its part; empty when it is ready. */
  unready(): string[];
  /** Finishes what runs, gives back what does not, within about ten seconds. */
  stop(): Promise<void>;
}

/**
 * Starts what happens later: deliveries, jobs and schedules. The rows are the truth; what carries them may fail at any
 * time, and the next sweep finds what it had.
 */
export async function startLaterWork(parts: LaterWorkParts): Promise<LaterWork> {
  const work = parts.role === 'api' ? await startHandingOver(parts) : await startWorking(parts);
  parts.database.onWork(work.wake);
  parts.metrics.watchQueue(() => depths(parts.database));
  return work;
}

async function depths(database: Database): Promise<{ kind: string; waiting: number; oldestSeconds: number }[]> {
  return database.read(async (tx) => {
    const found = [];
    for (const table of workTables) {
      const { waiting, oldest } = await backlog(tx, table);
      const oldestSeconds = oldest ? (tx.now.getTime() - oldest.getTime()) / 1_000 : 0;
      found.push({ kind: table.toLowerCase(), waiting, oldestSeconds });
    }
    return found;
  });
}
