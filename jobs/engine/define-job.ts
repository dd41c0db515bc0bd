import type { z } from 'zod';
import type { JobName, JobRequests } from '#domain/jobs/request-job.ts';
import type { DeliveryChannel } from '#domain/notices/delivery-channel.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Backoff } from '#kit/backoff.ts';
import type { Database } from '#prisma/database.ts';

/** How a try at a job ended well. */
export type Outcome =
  | { outcome: 'done' }
  /** There was nothing left to do; the reason is counted, not hidden. */
  | { outcome: 'skipped'; why: string }
  /** It is too early; nobody is at fault. */
  | { outcome: 'later'; why: string; afterMs: number };

export function done(): Outcome {
  return { outcome: 'done' };
}

/** @param why a stable word: `rescheduled`, `already-attended`. */
export function skipped(why: string): Outcome {
  return { outcome: 'skipped', why };
}

/** Again after so many milliseconds, until the job expires. What was changed in this try is kept. */
export function later(why: string, afterMs: number): Outcome {
  return { outcome: 'later', why, afterMs };
}

interface Described<Name extends JobName> {
  /** Stored: never renamed. */
  name: Name;
  /** 到时就诊提醒: what operators and the sandbox's clock call it. */
  title: string;
  payload: z.ZodType<JobRequests[Name]>;
  /** How often it is tried before it is dead. */
  attempts: number;
  backoff: Backoff;
}

/** What a job outside a transaction may use. */
export interface Outside {
  database: Pick<Database, 'read' | 'transact'>;
  channels: readonly DeliveryChannel[];
}

/** A job of our own rows: its work and its end commit together, so it happens once whatever crashes. */
export interface InsideJob<Name extends JobName> extends Described<Name> {
  kind: 'inside';
  run(payload: JobRequests[Name], tx: Transaction): Promise<Outcome>;
}

/** A job that calls somebody else. It may happen again after a crash, and must bear that. */
export interface OutsideJob<Name extends JobName> extends Described<Name> {
  kind: 'outside';
  run(payload: JobRequests[Name], outside: Outside): Promise<Outcome>;
}

export type JobDefinition<Name extends JobName = JobName> = InsideJob<Name> | OutsideJob<Name>;

type Wanted<Definition> = Omit<Definition, 'kind' | 'attempts' | 'backoff'> & { attempts?: number; backoff?: Backoff };

const usual = { attempts: 5, backoff: { firstMs: 5_000, mostMs: 600_000 } };

/**
 * Defines a job. `run` is handed a transaction that also writes the job's end: it only changes our database, and asks for
 * deliveries and further jobs in it. A thrown Refusal ends the job at once, because asking again will not help; any other
 * error is tried again, `attempts` times in all.
 */
export function defineJob<Name extends JobName>(wanted: Wanted<InsideJob<Name>>): InsideJob<Name> {
  return { kind: 'inside', ...usual, ...wanted };
}

/** Defines a job that calls a platform. */
export function defineOutsideJob<Name extends JobName>(wanted: Wanted<OutsideJob<Name>>): OutsideJob<Name> {
  return { kind: 'outside', ...usual, ...wanted };
}

/** A definition for every job that can be asked for. */
export type JobDefinitions = { readonly [Name in JobName]: JobDefinition<Name> };
