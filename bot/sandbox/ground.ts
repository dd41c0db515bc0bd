import type { Clock } from '#kit/clock.ts';
import type { Randomness } from '#kit/id.ts';
import type { Directory } from './accounts.ts';
import type { Feed } from './feed.ts';
import type { History } from './history.ts';
import type { Memory } from './memory.ts';

/** What every part of the simulated platforms stands on. */
export interface Ground {
  clock: Clock;
  chance: Randomness;
  memory: Memory;
  directory: Directory;
  history: History;
  feed: Feed;
  log: SandboxLog;
  /** The next number of a series that goes on after a restart. */
  next(series: string): number;
}

/** The part of pino that the sandbox writes to. */
export interface SandboxLog {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** A random string of the real tokens' alphabet. */
export function randomName(chance: Randomness, length: number): string {
  return chance.bytes(length).toString('base64url').slice(0, length);
}

/** The platforms count in seconds. */
export function seconds(clock: Clock): number {
  return Math.floor(clock.now().getTime() / 1000);
}

/** A 64-bit id: beyond what a JavaScript number holds, as the real ones are. */
export function longId(base: bigint, number: number): bigint {
  return base + BigInt(number);
}
