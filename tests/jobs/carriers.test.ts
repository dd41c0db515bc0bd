import { performance } from 'node:perf_hooks';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { createBullmqCarrier } from '#jobs/engine/bullmq.ts';
import { createInlineCarrier } from '#jobs/engine/inline.ts';
import type { Carrier, Load, Run } from '#jobs/engine/load.ts';
import { keyOf } from '#jobs/engine/load.ts';
import { silent } from '#tests/support/later-work.ts';
import { ownPrefix, redisIsHere, redisServer } from '#tests/support/redis.ts';

const kinds = (await redisIsHere()) ? (['inline', 'bullmq'] as const) : (['inline'] as const);

const row = (id: string, epoch = 0): Load => ({ kind: 'row', table: 'Delivery', id, epoch });
const job = (id: string): Load => ({ kind: 'row', table: 'Job', id, epoch: 0 });
const bulk: Load = { kind: 'bulk', table: 'Delivery' };

/** What was run so far, and promises for what will be. */
function recorder(work: Run = async () => {}) {
  const ran: Load[] = [];
  let waiting: (() => void)[] = [];
  const run: Run = async (load) => {
    await work(load);
    ran.push(load);
    for (const tell of waiting) tell();
    waiting = [];
  };
  return {
    ran,
    run,
    keys: () => ran.map(keyOf),
    async until(holds: () => boolean): Promise<void> {
      while (!holds()) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}

describe.each(kinds)('the %s carrier', (kind) => {
  const places: { remove(): Promise<void> }[] = [];
  afterAll(async () => {
    for (const place of places) await place.remove();
  });

  async function carrier(run: Run): Promise<Carrier> {
    const made = kind === 'inline' ? createInlineCarrier(run) : await throughRedis(run);
    onTestFinished(() => made.stop());
    return made;
  }

  async function throughRedis(run: Run): Promise<Carrier> {
    const place = ownPrefix();
    places.push(place);
    const { prefix } = place;
    const made = await createBullmqCarrier({
      url: redisServer,
      prefix,
      run,
      clock: { now: () => new Date(0), monotonic: () => performance.now() },
      log: silent,
      schedules: [],
      zone: 'Asia/Shanghai',
    });
    await reachable(made);
    return made;
  }

  test('brings every load to where it is worked on', async () => {
    const { run, keys, until } = recorder();
    const made = await carrier(run);
    made.serve(['Delivery', 'Job']);
    expect(await made.carry([row('a'), job('b'), bulk, { kind: 'sweep' }])).toBe(true);
    await until(() => new Set(keys()).size >= 4);
    expect(new Set(keys())).toEqual(new Set(['d-a-0', 'j-b-0', 'bulk-delivery', 'sweep']));
  });

  test('a load may come again once it has run', async () => {
    const { run, keys, until } = recorder();
    const made = await carrier(run);
    made.serve(['Delivery']);
    const times = () => keys().filter((key) => key === 'bulk-delivery').length;
    await made.carry([bulk]);
    await until(() => times() === 1);
    await made.idle();
    // BullMQ forgets a job a moment after it has run; until then the same load is known.
    while (times() < 2) {
      await made.carry([bulk]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(times()).toBeGreaterThanOrEqual(2);
  });

  test('works on the tables that it serves, and rests where it is told to', async () => {
    const { run, keys, until } = recorder();
    const made = await carrier(run);
    made.serve(['Job']);
    await made.carry([row('not here'), job('here')]);
    await until(() => keys().includes('j-here-0'));
    await made.idle();
    expect(keys()).toContain('j-here-0');
    expect(keys().filter((key) => key.startsWith('d-'))).toEqual([]);
    made.serve(['Delivery']);
    await made.carry([row('now here')]);
    await until(() => keys().includes('d-now here-0'));
    made.rest(['Delivery']);
    await made.idle();
    await made.carry([...Array.from({ length: 50 }, (_, index) => row(`late-${index}`)), job('still here')]);
    await until(() => keys().includes('j-still here-0'));
    await made.idle();
    // What was being fetched when it was told to rest may still come.
    expect(keys().filter((key) => key.startsWith('d-late')).length).toBeLessThanOrEqual(16);
  });

  test('does not run more at once than it should, and not one after the other', async () => {
    let now = 0;
    let most = 0;
    const { run, until, ran } = recorder(async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    });
    const made = await carrier(run);
    made.serve(['Delivery']);
    await made.carry(Array.from({ length: 200 }, (_, index) => row(`many-${index}`)));
    await until(() => ran.length >= 200);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(16);
  });

  test('stopping waits for what runs and takes nothing more', async () => {
    let begun = () => {};
    let release = () => {};
    const isBegun = new Promise<void>((resolve) => (begun = resolve));
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    const { run, ran } = recorder(async () => {
      begun();
      await isReleased;
    });
    const made = await carrier(run);
    made.serve(['Delivery']);
    await made.carry([row('running')]);
    await isBegun;
    const stopped = made.stop();
    release();
    await stopped;
    expect(ran.filter(({ kind }) => kind === 'row')).toHaveLength(1);
    expect(await made.carry([row('too late')])).toBe(false);
    expect(ran.filter(({ kind }) => kind === 'row')).toHaveLength(1);
  });
});

async function reachable(carrier: Carrier): Promise<void> {
  while (!carrier.isReachable()) await new Promise((resolve) => setImmediate(resolve));
}
