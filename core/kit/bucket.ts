/** How much may be done at once, and how much a minute after that. */
export interface BucketSize {
  atOnce: number;
  aMinute: number;
}

/**
 * A bucket that each use fills and time empties (generic cell rate algorithm).
 *
 * @param busyUntil when what is in it will have run out, milliseconds on any clock; undefined or past: it is empty.
 * @param now milliseconds on the same clock.
 * @returns the new `busyUntil`, or undefined where there is no room.
 */
export function pour(busyUntil: number | undefined, now: number, { atOnce, aMinute }: BucketSize): number | undefined {
  const each = 60_000 / aMinute;
  // Reckoned from nothing and not from the clock: an empty bucket must take one at any fraction of a millisecond.
  const filled = Math.max((busyUntil ?? now) - now, 0) + each;
  return filled <= atOnce * each ? now + filled : undefined;
}
