import type { Clock } from '#kit/clock.ts';

/** Holds the rate towards a platform. */
export interface Pacer {
  /** Resolves when this call may leave; urgent ones go first. */
  turn(priority: number): Promise<void>;
}

/** How a pacer waits: a timer, or a test's own. */
export type Wait = (milliseconds: number, then: () => void) => void;

/** How far calls may bunch after a timer that came late, milliseconds. */
const slack = 20;
/** No sliding second holds more than this share of the rate. */
const mostOver = 1.05;
/** What lies between a turn and its call leaving, milliseconds: it makes the second in which calls are counted longer. */
const jitter = 5;

/**
 * Generic cell rate algorithm: calls are spaced evenly, and after a late timer at most 20 ms are caught up. In any
 * sliding second there are at most 1.05 × `perSecond` calls (at least one); a fixed window lets twice as many through
 * across its edge.
 */
export function createPacer(perSecond: number, clock: Pick<Clock, 'monotonic'>, wait: Wait = byTimer): Pacer {
  const spacing = Math.max(1_000 / perSecond, (1_000 + slack + jitter) / Math.max(1, Math.floor(perSecond * mostOver)));
  const lines: [urgent: (() => void)[], bulk: (() => void)[]] = [[], []];
  /** When the next call is due by an even spacing. */
  let due = Number.NEGATIVE_INFINITY;
  let waiting = false;

  function admit(now: number): boolean {
    if (due - slack > now) return false;
    due = Math.max(due, now) + spacing;
    return true;
  }

  function release(): void {
    waiting = false;
    const now = clock.monotonic();
    while (lines[0].length + lines[1].length > 0) {
      if (!admit(now)) {
        waiting = true;
        wait(due - slack - now, release);
        return;
      }
      (lines[0].shift() ?? lines[1].shift())?.();
    }
  }

  return {
    turn(priority) {
      if (!waiting && admit(clock.monotonic())) return Promise.resolve();
      return new Promise((resolve) => {
        lines[priority === 0 ? 0 : 1].push(resolve);
        if (!waiting) release();
      });
    },
  };
}

function byTimer(milliseconds: number, then: () => void): void {
  setTimeout(then, Math.ceil(milliseconds));
}
