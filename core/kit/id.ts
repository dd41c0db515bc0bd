import { randomBytes, randomInt } from 'node:crypto';
import { v7 } from 'uuid';
import type { Clock } from './clock.ts';

/** Where chance comes from; tests hand in a counted one. */
export interface Randomness {
  bytes(length: number): Buffer;
  /** An integer in [0, below). */
  below(limit: number): number;
}

export const systemRandomness: Randomness = {
  bytes: pooledBytes(),
  below: (limit) => randomInt(limit),
};

/** So much is drawn at once: a draw costs about the same whatever its length, and a message takes a dozen. */
const drawn = 4096;

/** Hands out each byte once. */
function pooledBytes(): Randomness['bytes'] {
  let pool = Buffer.alloc(0);
  let at = 0;
  return (length) => {
    if (length > drawn / 16) return randomBytes(length);
    if (at + length > pool.length) {
      pool = randomBytes(drawn);
      at = 0;
    }
    at += length;
    return pool.subarray(at - length, at);
  };
}

/** Makes UUIDv7 ids: ordered by the injected clock, made before the insert. */
export function idMaker(clock: Clock, randomness: Randomness): () => string {
  let last = 0;
  let sequence = 0;
  return () => {
    const now = Math.max(clock.now().getTime(), last);
    sequence = now === last ? sequence + 1 : 0;
    last = now;
    return v7({ msecs: now, seq: sequence, random: randomness.bytes(16) });
  };
}

/** The lowest id that `idMaker` could have made at an instant: what was made before it is smaller. */
export function lowestIdAt(instant: Date): string {
  const hex = instant.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** Makes numeric codes that people type, such as 六位验证码. */
export function digitMaker(randomness: Randomness): (length: number) => string {
  return (length) => Array.from({ length }, () => randomness.below(10)).join('');
}
