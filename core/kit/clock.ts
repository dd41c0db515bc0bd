/** The only place that reads the machine's time. Everything else is handed a clock. */

export interface Clock {
  /** Wall time, an instant. It may be moved forward by the sandbox. */
  now(): Date;
  /** Milliseconds that never go back and are not moved by the sandbox: for leases within a process and for measuring. */
  monotonic(): number;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
};

/** The machine's clock plus an offset that only grows. */
export interface SteppableClock extends Clock {
  /** How far it runs ahead of the machine's clock, in milliseconds. */
  readonly offset: number;
  /** Moves to `instant`; an earlier one is ignored. */
  moveTo(instant: Date): void;
}

export function steppableClock(base: Clock, offset = 0): SteppableClock {
  let ahead = offset;
  return {
    get offset() {
      return ahead;
    },
    now: () => new Date(base.now().getTime() + ahead),
    monotonic: base.monotonic,
    moveTo(instant) {
      ahead = Math.max(ahead, instant.getTime() - base.now().getTime());
    },
  };
}

/** A clock for tests that stands still until it is moved. */
export function standingClock(start: string | Date): SteppableClock {
  const from = new Date(start);
  return steppableClock({ now: () => from, monotonic: () => from.getTime() });
}
