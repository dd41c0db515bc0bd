import type { Clock } from '#kit/clock.ts';
import type { Log } from '#kit/log.ts';

/** Looks every few seconds whether somebody looks for due work, and does it itself when nobody does. */
export interface Watchdog {
  /** Somebody has swept in this process. */
  heard(): void;
  /** One look. Called by the cron, and by tests. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface WatchdogParts {
  clock: Pick<Clock, 'monotonic'>;
  log: Log;
  /** After how long a silence it acts, milliseconds; 0 makes it the only ticker. */
  silenceMs: number;
  /** Finds and does what is due, in this process. */
  sweep: () => Promise<void>;
}

export async function createWatchdog({ clock, log, silenceMs, sweep }: WatchdogParts): Promise<Watchdog> {
  let heardAt = clock.monotonic();
  const { default: cron } = await import('node-cron');

  async function look(): Promise<void> {
    if (clock.monotonic() - heardAt < silenceMs) return;
    if (silenceMs > 0) log.warn({ silentMs: clock.monotonic() - heardAt }, 'nobody swept, sweeping here');
    try {
      await sweep();
    } catch (error) {
      log.error({ error }, 'sweep failed');
    }
  }

  // It only wakes the sweep, which asks the rows and the injected clock; so a missed beat is nothing to tell of.
  const quietly = (message: unknown) => log.debug({ message: String(message) }, 'node-cron spoke');
  const logger = { info: quietly, warn: quietly, error: quietly, debug: quietly };
  const task = cron.schedule('*/5 * * * * *', look, {
    noOverlap: true,
    suppressMissedWarning: true,
    unref: true,
    logger,
  });
  return {
    heard() {
      heardAt = clock.monotonic();
    },
    look,
    stop: async () => task.destroy(),
  };
}
