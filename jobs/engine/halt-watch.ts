import type { Halted } from '#domain/broadcasts/stops.ts';
import { haltedNow } from '#domain/broadcasts/stops.ts';
import type { Clock } from '#kit/clock.ts';
import type { Database } from '#prisma/database.ts';

/** Asked before each call of a broadcast: it may have been paused, cancelled or stopped since it was prepared. */
export interface HaltWatch {
  isHalted(delivery: { broadcastId: string | null; placeId: string | null }): Promise<boolean>;
}

/** What was read is believed for so long, milliseconds: a pause holds within two seconds (reliability.md T-44). */
const believedMs = 500;

export function createHaltWatch({ database, clock }: { database: Database; clock: Clock }): HaltWatch {
  let known: { at: number; wall: number; halted: Promise<Halted> } | undefined;

  function look(): Promise<Halted> {
    const [at, wall] = [clock.monotonic(), clock.now().getTime()];
    // Old by either clock is old: one of them may be set by hand.
    if (known && at - known.at < believedMs && Math.abs(wall - known.wall) < believedMs) return known.halted;
    const halted = database.read(haltedNow);
    known = { at, wall, halted };
    // One that failed is asked again.
    halted.catch(() => {
      known = undefined;
    });
    return halted;
  }

  return {
    async isHalted({ broadcastId, placeId }) {
      if (broadcastId === null) return false;
      const { broadcasts, places } = await look();
      return broadcasts.has(broadcastId) || (placeId !== null && places.has(placeId));
    },
  };
}
