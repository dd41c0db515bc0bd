import type { NoticeCatalogue } from '#domain/notices/catalogue.ts';
import type { DeliveryChannel, DeliveryChannelName, SendResult } from '#domain/notices/delivery-channel.ts';
import type { EndingReason } from '#domain/notices/reason.ts';
import { settle } from '#domain/notices/settle.ts';
import { requestCallInstead } from '#domain/staff-tasks/request-call.ts';
import type { Clock } from '#kit/clock.ts';
import { failpoint } from '#kit/failpoint.ts';
import type { Randomness } from '#kit/id.ts';
import type { Log } from '#kit/log.ts';
import type { Metrics } from '#kit/metrics.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Database } from '#prisma/database.ts';
import type { Claimed } from './claim.sql.ts';
import { claimDue, claimNamed } from './claim.sql.ts';
import { createHaltWatch } from './halt-watch.ts';
import type { HeldRows } from './held-rows.ts';
import { rowLeaseMs } from './held-rows.ts';
import type { Load } from './load.ts';
import { createMemberLimit } from './member-limit.ts';
import type { Pacer } from './pacer.ts';
import type { Prepared, Ready } from './prepare-deliveries.ts';
import { prepareDeliveries } from './prepare-deliveries.ts';
import type { Result } from './results.sql.ts';
import { freeNextReplies, writeResults } from './results.sql.ts';
import { createSlots, yieldToOthers } from './slots.ts';
import { writeTogether } from './together.ts';

export interface DelivererParts {
  database: Database;
  clock: Clock;
  randomness: Randomness;
  log: Log;
  metrics: Metrics;
  catalogue: NoticeCatalogue;
  channels: readonly DeliveryChannel[];
  pacers: ReadonlyMap<DeliveryChannelName, Pacer>;
  /** Calls a second towards each platform, as the pacers hold them. */
  rates: ReadonlyMap<DeliveryChannelName, number>;
  held: HeldRows;
  /** Whether this process may call platforms now. */
  maySend: () => boolean;
  /** Carries what has become free to leave. */
  carry: (loads: readonly Load[]) => void;
  /** Hears of every delivery that was sent or has ended. */
  ended: (delivery: Ended) => void;
}

/** A delivery that reached its last state. */
export interface Ended {
  id: string;
  kind: string;
  at: Date;
  status: 'sent' | 'cleared' | 'cancelled' | 'dead';
  channel?: DeliveryChannelName | undefined;
}

/** The way of a delivery from its row to a platform and back. */
export interface Deliverer {
  /** Works on one row, if it is still at that epoch and due. */
  one(row: Claimed): Promise<void>;
  /** Works on everything that is due, the urgent first. Returns how many rows it moved on. */
  all(): Promise<number>;
}

/** Calls under way at once; what is urgent does not wait for bulk's. */
const callsAtOnce = { urgent: 16, bulk: 50 };
/**
 * Rows that are claimed together, their attempts on record. Of bulk many, for speed. What is urgent no more than is called
 * at once: a crash leaves all of them open, and what cannot be repeated safely must be little.
 */
const claimedAtOnce = { urgent: callsAtOnce.urgent, bulk: 250 };
/** Batches under way at once, so that the next one is ready when one runs out. */
const batchesAtOnce = 2;

export function createDeliverer(parts: DelivererParts): Deliverer {
  const { database, clock, held, log, metrics } = parts;
  const channels = new Map(parts.channels.map((channel) => [channel.name, channel]));
  const preparing = {
    catalogue: parts.catalogue,
    channels: new Set(channels.keys()),
    memberLimit: createMemberLimit(),
    rates: parts.rates,
  };
  const watch = createHaltWatch(parts);
  const slots = { urgent: createSlots(callsAtOnce.urgent), bulk: createSlots(callsAtOnce.bulk) };
  const results = writeTogether<Result>(write, { most: claimedAtOnce.bulk, waitMs: 50 });

  return {
    async one(row) {
      if (!parts.maySend()) return;
      const prepared = await prepare((tx) => claimNamed(tx, 'Delivery', [row], leaseUntil(tx)));
      await deliver(prepared);
    },
    async all() {
      let moved = 0;
      for (const priority of [0, 1]) {
        const runs = Array.from({ length: batchesAtOnce }, () => drain(priority));
        for (const count of await Promise.all(runs)) moved += count;
      }
      return moved;
    },
  };

  async function drain(priority: number): Promise<number> {
    let moved = 0;
    const limit = claimedAtOnce[priority === 0 ? 'urgent' : 'bulk'];
    while (parts.maySend()) {
      const prepared = await prepare((tx) => claimDue(tx, 'Delivery', { priority, limit, leaseUntil: leaseUntil(tx) }));
      const count = prepared.ready.length + prepared.held.length;
      if (count === 0) break;
      await deliver(prepared);
      await yieldToOthers();
      moved += count;
    }
    return moved;
  }

  async function prepare(claim: (tx: Transaction) => Promise<Claimed[]>): Promise<Prepared> {
    const prepared = await database.transact(async (tx) => {
      const claimed = await claim(tx);
      if (claimed.length === 0) return { ready: [], held: [] };
      await failpoint('claimed');
      return prepareDeliveries(tx, claimed, preparing);
    });
    if (prepared.ready.length > 0) await failpoint('committed');
    held.add('Delivery', prepared.ready);
    for (const { id, kind, status, reason } of prepared.held) {
      log.debug({ deliveryId: id, kind, status, reason }, 'delivery held');
      if (status !== 'pending') tell({ id, kind, status, at: clock.now() });
    }
    return prepared;
  }

  async function deliver({ ready }: Prepared): Promise<void> {
    await yieldToOthers();
    let open = ready.length;
    await Promise.all(ready.map((one) => call(one, () => (one.priority === 0 || (open -= 1) === 0 ? 'now' : 'soon'))));
  }

  /** @param urgency of its result, asked once it is there: the last of a batch has no company to wait for. */
  async function call(ready: Ready, urgency: () => 'now' | 'soon'): Promise<void> {
    try {
      // A slot is for the call only: results wait for company in their own time.
      const result = await slots[ready.priority === 0 ? 'urgent' : 'bulk'].in(() => ask(ready));
      await failpoint('after-call');
      const settlement = settle({ ...ready, attempts: ready.number }, result, clock.now(), parts.randomness);
      await results.write({ ready, settlement }, urgency());
    } catch (error) {
      // The attempt stays open on record: whoever claims the row next knows that nobody knows.
      log.error({ error, deliveryId: ready.id }, 'delivery result was not recorded');
    } finally {
      held.remove('Delivery', ready.id);
    }
  }

  async function ask(ready: Ready): Promise<SendResult> {
    const channel = channels.get(ready.channel);
    await parts.pacers.get(ready.channel)?.turn(ready.priority);
    if (!channel || !parts.maySend() || (await watch.isHalted(ready))) return notCalled;
    await failpoint('before-call');
    try {
      return await channel.send(ready.parcel);
    } catch (error) {
      log.error({ error, deliveryId: ready.id, channel: ready.channel }, 'channel failed');
      return { outcome: 'retry', code: 'broken', afterMs: 0, counted: true };
    }
  }

  async function write(done: readonly Result[]): Promise<void> {
    const free = await database.transact(async (tx) => {
      await writeResults(tx, done);
      for (const { ready, settlement } of done)
        if (settlement.delivery.status === 'dead')
          await requestCallInstead(tx, { id: ready.id, kind: ready.kind, reason: settlement.delivery.why });
      return freeNextReplies(tx, done);
    });
    for (const { ready, settlement } of done) report(ready, settlement);
    const again = done
      .filter(({ settlement: { delivery } }) => delivery.status === 'pending' && delivery.why === 'next-form')
      .map(({ ready }) => ready);
    const loads = [...free, ...again].map(({ id, epoch }) => ({ kind: 'row', table: 'Delivery', id, epoch }) as const);
    if (loads.length > 0) parts.carry(loads);
  }

  function report(
    { id, kind, channel, form, reason, priority }: Ready,
    { attempt, delivery, pause }: Result['settlement'],
  ): void {
    const line = { deliveryId: id, kind, channel, form, why: reason, outcome: attempt.outcome, code: attempt.code };
    if (delivery.status === 'dead')
      log[oursToMend.has(delivery.why) ? 'error' : 'warn']({ ...line, reason: delivery.why }, 'delivery died');
    else log[priority === 0 ? 'info' : 'debug'](line, 'delivery attempted');
    if (pause) log.error({ channel, code: pause.code, until: pause.until }, 'channel paused');
    metrics.deliveryEnded(channel, form, attempt.outcome);
    if (delivery.status !== 'pending') tell({ id, kind, channel, status: delivery.status, at: clock.now() });
  }

  function tell(ended: Ended): void {
    if (ended.channel === undefined) metrics.deliveryEnded('none', 'none', ended.status);
    parts.ended(ended);
  }
}

/** Nobody's account or phone is to blame: an operator must look, mend and send again. */
const oursToMend: ReadonlySet<EndingReason> = new Set(['refused', 'unknown-answer']);

/** It ceased to be the sender, or its broadcast was halted, while the row waited for its turn: nothing left, nothing is counted. */
const notCalled: SendResult = { outcome: 'retry', code: 'not-called', afterMs: 0, counted: false };

function leaseUntil(tx: Transaction): Date {
  return new Date(tx.now.getTime() + rowLeaseMs);
}
