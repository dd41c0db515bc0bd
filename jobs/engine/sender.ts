import type { DeliveryChannelName } from '#domain/notices/delivery-channel.ts';
import { giveLeaseBack, takeLease } from '#domain/jobs/lease.ts';
import type { Clock } from '#kit/clock.ts';
import type { Log } from '#kit/log.ts';
import type { Database } from '#prisma/database.ts';

/**
 * The one process that sends. It holds the leases of all its platforms or none, so that each platform's rate is held in
 * one place and an answer overtakes bulk there.
 */
export interface Sender {
  /** Whether this process may call platforms now. Judged by a clock that does not jump. */
  holds(): boolean;
  /** Takes or renews the leases. Called by a timer, and by tests. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

export interface SenderParts {
  database: Database;
  clock: Clock;
  log: Log;
  platforms: readonly DeliveryChannelName[];
  /** This process among all of them. The same name takes its leases back at once after a crash. */
  holder: string;
  /** Called when it begins or ceases to hold. */
  changed: (holds: 'holds' | 'rests') => void;
}

/** How long a crashed sender's leases keep others waiting, milliseconds. */
const leaseMs = 10_000;
const renewEveryMs = 3_000;
/** It stops this much before its leases lapse, so that two never send. */
const marginMs = 2_000;

export function createSender({ database, clock, log, platforms, holder, changed }: SenderParts): Sender {
  let heldUntil = Number.NEGATIVE_INFINITY;
  let told: 'holds' | 'rests' = 'rests';
  const holds = () => clock.monotonic() < heldUntil;
  const tell = () => {
    const now = holds() ? 'holds' : 'rests';
    if (now === told) return;
    told = now;
    changed(now);
  };

  async function renew(): Promise<void> {
    const before = clock.monotonic();
    try {
      const all = await database.transact(async (tx) => {
        for (const platform of platforms)
          if (!(await takeLease(tx, `sender:${platform}`, holder, leaseMs))) throw new HeldElsewhere();
        return true;
      });
      if (all) heldUntil = before + leaseMs - marginMs;
    } catch (error) {
      // What is held runs out by itself; a database that is away must not make two senders.
      if (!(error instanceof HeldElsewhere)) log.warn({ error }, 'sender leases were not renewed');
    }
    tell();
  }

  const timer = setInterval(() => void renew(), renewEveryMs);
  timer.unref();

  return {
    holds,
    renew,
    async stop() {
      clearInterval(timer);
      heldUntil = Number.NEGATIVE_INFINITY;
      told = 'rests';
      await database.transact(async (tx) => {
        for (const platform of platforms) await giveLeaseBack(tx, `sender:${platform}`, holder);
      });
    },
  };
}

class HeldElsewhere extends Error {}
