import type { JobsOptions, Queue, Worker } from 'bullmq';
import { z } from 'zod';
import { failpoint } from '#kit/failpoint.ts';
import type { Clock } from '#kit/clock.ts';
import type { Log } from '#kit/log.ts';
import type { Carrier, Load, Run, WorkTable } from './load.ts';
import { keyOf } from './load.ts';
import { connectRedis } from './redis.ts';

export interface BullmqParts {
  url: string;
  /** Before all keys in Redis. */
  prefix: string;
  run: Run;
  clock: Clock;
  log: Log;
  /** What fires by the clock: every tick wakes the sweep. */
  schedules: readonly Schedule[];
  zone: string;
}

export interface Schedule {
  name: string;
  /** Five fields of cron, in the district's zone. */
  pattern: string;
}

/** Loads under way at once in one process. */
const concurrency: Readonly<Record<WorkTable, number>> = { Delivery: 16, Job: 4 };
const sweepEveryMs = 5_000;
/** After it failed once, Redis is left alone for so long, milliseconds. */
const restMs = 2_000;
/** How long a stop waits for what runs. */
const drainMs = 6_000;

/**
 * Carries loads through BullMQ: a job has one attempt, carries where to look and nothing else, and is gone when it has
 * run. Redis may be flushed, full or away at any time: `carry` then says no at once, and the sweep finds what was in it.
 */
export async function createBullmqCarrier(parts: BullmqParts): Promise<Carrier> {
  const { prefix, run, clock, log } = parts;
  const bullmq = await import('bullmq');
  const redis = await connectRedis(parts.url, log, clock.monotonic);
  const workers = new Map<WorkTable, Worker>();
  let queues: Record<WorkTable, Queue> | undefined;
  let restUntil = Number.NEGATIVE_INFINITY;
  let running = 0;
  let whenIdle: (() => void)[] = [];

  redis.producer.on('ready', () => void schedule());

  return {
    async carry(loads) {
      if (!isReachable()) return false;
      try {
        const { Delivery, Job } = open();
        await Promise.all([
          add(Delivery, loads.filter(goesWithDeliveries)),
          add(
            Job,
            loads.filter((load) => !goesWithDeliveries(load)),
          ),
        ]);
        await failpoint('handed-over');
        return true;
      } catch (error) {
        redis.onError(error);
        restUntil = clock.monotonic() + restMs;
        return false;
      }
    },
    serve: (tables) => tables.forEach(serve),
    rest: (tables) => tables.forEach((table) => void workers.get(table)?.pause(true)),
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
    isReachable,
    ensureTickers: schedule,
    async stop() {
      // A worker whose Redis is away does not end by itself.
      await Promise.race([Promise.all([...workers.values()].map((worker) => worker.close())), after(drainMs)]);
      redis.close();
      for (const queue of Object.values(queues ?? {})) await queue.close().catch(redis.onError);
    },
  };

  function isReachable(): boolean {
    return redis.isReady() && clock.monotonic() >= restUntil;
  }

  /** Made once Redis is there: a queue that was made without it never recovers. */
  function open(): Record<WorkTable, Queue> {
    queues ??= { Delivery: queue('deliveries'), Job: queue('jobs') };
    return queues;
  }

  function queue(name: string): Queue {
    const made = new bullmq.Queue(name, { connection: redis.producer, prefix, skipWaitingForReady: true });
    made.on('error', redis.onError);
    return made;
  }

  async function add(to: Queue, loads: readonly Load[]): Promise<void> {
    if (loads.length === 0) return;
    await to.addBulk(loads.map((load) => ({ name: load.kind, data: load, opts: optionsOf(load) })));
  }

  function serve(table: WorkTable): void {
    const known = workers.get(table);
    if (known) {
      void known.resume();
      return;
    }
    const worker = new bullmq.Worker(table === 'Delivery' ? 'deliveries' : 'jobs', (job) => work(job.data), {
      connection: redis.worker(),
      prefix,
      concurrency: concurrency[table],
      lockDuration: 10_000,
      stalledInterval: 5_000,
      // The rows own the retries: a copy whose worker died is handed on as often as it takes.
      maxStalledCount: 10,
      drainDelay: 5,
    });
    worker.on('error', redis.onError);
    workers.set(table, worker);
  }

  async function work(data: unknown): Promise<void> {
    const load = loadSchema.safeParse(data);
    if (!load.success) return log.warn({ problem: load.error.issues[0]?.code }, 'load was not ours');
    running += 1;
    try {
      await run(load.data);
    } finally {
      running -= 1;
      if (running === 0) for (const tell of whenIdle.splice(0)) tell();
    }
  }

  /** Puts the tickers into Redis, at every connection and when it has been silent: they may have been flushed. */
  async function schedule(): Promise<void> {
    if (!isReachable()) return;
    try {
      const { Job } = open();
      const sweep = { name: 'sweep', data: { kind: 'sweep' }, opts: once };
      await Job.upsertJobScheduler('sweep', { every: sweepEveryMs }, sweep);
      for (const { name, pattern } of parts.schedules)
        await Job.upsertJobScheduler(`tick-${name}`, { pattern, tz: parts.zone }, sweep);
    } catch (error) {
      redis.onError(error);
    }
  }
}

const once: Pick<JobsOptions, 'attempts' | 'removeOnComplete' | 'removeOnFail'> = {
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: true,
};

/** Rows go before what has a priority. */
function optionsOf(load: Load): JobsOptions {
  return { ...once, jobId: keyOf(load), ...(load.kind === 'row' ? {} : { priority: 10 }) };
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());
}

function goesWithDeliveries(load: Load): boolean {
  return load.kind !== 'sweep' && load.table === 'Delivery';
}

const table = z.enum(['Job', 'Delivery']);
const loadSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('row'), table, id: z.string().max(64), epoch: z.number().int().min(0) }),
  z.strictObject({ kind: z.literal('bulk'), table }),
  z.strictObject({ kind: z.literal('sweep') }),
]);
