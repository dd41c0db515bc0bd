import type { Randomness } from './id.ts';

/** How the pause between two tries grows. */
export interface Backoff {
  firstMs: number;
  mostMs: number;
}

/**
 * The pause after the n-th failure (1 is the first): `firstMs` doubled each time, at most `mostMs`, spread by ± 30 % so
 * that what failed together does not come back together.
 */
export function backoffMs({ firstMs, mostMs }: Backoff, failures: number, randomness: Randomness): number {
  const grown = Math.min(mostMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round((grown * (70 + randomness.below(61))) / 100);
}
