import type { DeliveryChannel } from '#domain/notices/delivery-channel.ts';
import { Refusal } from '#domain/refusal.ts';
import { instant, instantOrNull } from '#domain/row-set.ts';
import type { Transaction } from '#domain/transaction.ts';
import { backoffMs } from '#kit/backoff.ts';
import type { Clock } from '#kit/clock.ts';
import { failpoint } from '#kit/failpoint.ts';
import type { Randomness } from '#kit/id.ts';
import type { Log } from '#kit/log.ts';
import type { Metrics } from '#kit/metrics.ts';
import type { Database } from '#prisma/database.ts';
import type { Claimed } from './claim.sql.ts';
import { claimDue, claimNamed, giveRowsBack } from './claim.sql.ts';
import type { JobDefinition, JobDefinitions, Outcome } from './define-job.ts';
import type { HeldRows } from './held-rows.ts';
import { rowLeaseMs } from './held-rows.ts';
import type { JobEnd, JobRow } from './job-rows.sql.ts';
import { endJob, readJobs } from './job-rows.sql.ts';
import { yieldToOthers } from './slots.ts';

export interface WorkerParts {
  database: Database;
  clock: Clock;
  randomness: Randomness;
  log: Log;
  metrics: Metrics;
  definitions: Partial<JobDefinitions>;
  channels: readonly DeliveryChannel[];
  held: HeldRows;
  /** False once the process is stopping: what is claimed and not begun is given back. */
  mayBegin: () => boolean;
  /** Hears of every job that was done. */
  ended: (job: { name: string; title: string; at: Date }) => void;
}

/** The way of a job from its row to its end. */
export interface Worker {
  /** Works on one row, if it is still at that epoch and due. */
  one(row: Claimed): Promise<void>;
  /** Works on everything that is due, the urgent first. Returns how many rows it moved on. */
  all(): Promise<number>;
}

const batch = 20;
/** A job that was cut off so often in a row takes its process down. */
const mostCrashes = 20;
/** A job of a newer release waits for it. */
const unknownWaitMs = 60_000;
const unknownForMs = 86_400_000;

export function createWorker(parts: WorkerParts): Worker {
  const { database, held, log, metrics, clock } = parts;

  return {
    one: (row) => claimed((tx) => claimNamed(tx, 'Job', [row], leaseUntil(tx))).then(() => {}),
    async all() {
      let moved = 0;
      for (const priority of [0, 1])
        while (parts.mayBegin()) {
          const count = await claimed((tx) =>
            claimDue(tx, 'Job', { priority, limit: batch, leaseUntil: leaseUntil(tx) }),
          );
          if (count === 0) break;
          moved += count;
        }
      return moved;
    },
  };

  async function claimed(claim: (tx: Transaction) => Promise<Claimed[]>): Promise<number> {
    const rows = await database.transact(async (tx) => readJobs(tx, await claim(tx)));
    if (rows.length > 0) await failpoint('claimed');
    held.add('Job', rows);
    for (const [index, row] of rows.entries()) {
      if (!parts.mayBegin()) {
        await giveBack(rows.slice(index));
        return index;
      }
      try {
        await run(row);
      } finally {
        held.remove('Job', row.id);
      }
      await yieldToOthers();
    }
    return rows.length;
  }

  async function giveBack(rows: readonly JobRow[]): Promise<void> {
    for (const { id } of rows) held.remove('Job', id);
    await database.transact((tx) => giveRowsBack(tx, 'Job', rows));
  }

  async function run(row: JobRow): Promise<void> {
    const expiresAt = instantOrNull(row.expiresAt);
    if (expiresAt && expiresAt <= clock.now()) return finish(row, { status: 'cleared', outcome: 'expired' });
    // Looked up by whatever name the row has; the table is complete by type.
    const definition = (parts.definitions as Readonly<Record<string, JobDefinition | undefined>>)[row.name];
    if (!definition) return finish(row, unknown(row));
    if (crashes(row) >= mostCrashes) return finish(row, { status: 'dead', outcome: 'crashed' });
    const payload = definition.payload.safeParse(row.payload);
    if (!payload.success) return finish(row, { status: 'dead', outcome: 'bad-payload' });
    try {
      const outcome = await perform(definition, payload.data, row);
      if (!outcome) return;
      metrics.jobEnded(row.name, outcome.outcome);
      log.info({ jobId: row.id, name: row.name, ...outcome }, 'job ended');
      if (outcome.outcome === 'done') parts.ended({ name: row.name, title: definition.title, at: clock.now() });
    } catch (error) {
      log.error({ error, jobId: row.id, name: row.name, attempt: row.attempts + 1 }, 'job failed');
      await finish(row, failed(row, definition, error));
    }
  }

  /** Undefined: the row became somebody else's meanwhile, and nothing was done. */
  async function perform(
    definition: JobDefinition,
    payload: Parameters<JobDefinition['run']>[0],
    row: JobRow,
  ): Promise<Outcome | undefined> {
    // Each definition's payload has just been read by its own schema.
    const given = payload as never;
    switch (definition.kind) {
      case 'inside':
        return database
          .transact(async (tx) => {
            const outcome = await definition.run(given, tx);
            if (!(await endJob(tx, row, endOf(outcome, tx.now)))) throw new Taken();
            return outcome;
          })
          .catch(unlessTaken);
      case 'outside': {
        const outcome = await definition.run(given, { database, channels: parts.channels });
        await database.transact((tx) => endJob(tx, row, endOf(outcome, tx.now)));
        return outcome;
      }
    }
  }

  async function finish(row: JobRow, end: JobEnd): Promise<void> {
    metrics.jobEnded(row.name, end.status === 'pending' ? 'retry' : end.status);
    if (end.status !== 'pending')
      log.warn({ jobId: row.id, name: row.name, outcome: end.outcome }, `job ${end.status}`);
    await database.transact((tx) => endJob(tx, row, end));
  }

  function failed({ attempts }: JobRow, definition: JobDefinition, error: unknown): JobEnd {
    if (error instanceof Refusal) return { status: 'dead', outcome: `refused:${error.code}` };
    const outcome = error instanceof Error ? error.name : 'unknown';
    if (attempts + 1 >= definition.attempts) return { status: 'dead', outcome };
    const wait = backoffMs(definition.backoff, attempts + 1, parts.randomness);
    return { status: 'pending', outcome, dueAt: new Date(clock.now().getTime() + wait) };
  }

  function unknown({ createdAt }: JobRow): JobEnd {
    const now = clock.now().getTime();
    if (now - instant(createdAt).getTime() > unknownForMs) return { status: 'dead', outcome: 'unknown-name' };
    return { status: 'pending', outcome: 'unknown-name', dueAt: new Date(now + unknownWaitMs), uncounted: true };
  }
}

function crashes({ outcome }: JobRow): number {
  return Number(/^cut-off:(\d+)$/.exec(outcome ?? '')?.[1] ?? 0);
}

function endOf(outcome: Outcome, now: Date): JobEnd {
  switch (outcome.outcome) {
    case 'done':
      return { status: 'done', outcome: null };
    case 'skipped':
      return { status: 'done', outcome: outcome.why };
    case 'later': {
      const dueAt = new Date(now.getTime() + outcome.afterMs);
      return { status: 'pending', outcome: outcome.why, dueAt, uncounted: true };
    }
  }
}

function leaseUntil(tx: Transaction): Date {
  return new Date(tx.now.getTime() + rowLeaseMs);
}

/** Somebody else has claimed the row since: what was done for it is undone. */
class Taken extends Error {}

function unlessTaken(error: unknown): undefined {
  if (error instanceof Taken) return undefined;
  throw error;
}
