/** Chance that repeats: with the same seed the same choices at every run. */
export function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    happens: (probability: number) => next() < probability,
    between: (from: number, to: number) => from + Math.floor(next() * (to - from + 1)),
    oneOf: <T>(first: T, ...others: readonly T[]): T => others[Math.floor(next() * (others.length + 1)) - 1] ?? first,
    /** One of several that happen with these chances, or nothing. */
    which<T extends string>(chances: Readonly<Partial<Record<T, number>>>): T | undefined {
      let left = next();
      // Object.entries knows keys as strings only.
      for (const [name, probability] of Object.entries(chances) as [T, number][]) {
        if (left < probability) return name;
        left -= probability;
      }
      return undefined;
    },
  };
}

export type Chance = ReturnType<typeof chance>;
