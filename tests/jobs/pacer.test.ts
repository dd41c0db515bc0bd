import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPacer } from '#jobs/engine/pacer.ts';

/** A clock and a timer that only move when they are told to; `late` makes each timer come late by so much. */
function time(late: () => number = () => 0) {
  let now = 0;
  const timers: { at: number; call: () => void }[] = [];
  return {
    monotonic: () => now,
    wait: (milliseconds: number, call: () => void) => timers.push({ at: now + Math.ceil(milliseconds) + late(), call }),
    /** Lets everything happen that happens until `until`, in its order. */
    async runTo(until: number): Promise<void> {
      await settled();
      for (;;) {
        timers.sort((one, other) => one.at - other.at);
        const next = timers[0];
        if (!next || next.at > until) break;
        timers.shift();
        now = Math.max(now, next.at);
        next.call();
        await settled();
      }
      now = Math.max(now, until);
    },
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

/** The most that fall into one sliding second. */
function worstSecond(times: readonly number[]): number {
  let worst = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= 1_000) first++;
    worst = Math.max(worst, last - first + 1);
  }
  return worst;
}

const most = (rate: number) => Math.max(1, Math.floor(rate * 1.05));

describe('the pacer', () => {
  test.each([1, 3, 10, 20, 50, 100, 333, 1_000, 3_000])(
    'holds %i a second in every sliding second, and comes near it',
    async (rate) => {
      const world = time();
      const pacer = createPacer(rate, world, world.wait);
      const left: number[] = [];
      const wanted = rate * 10 + 5;
      const all = Array.from({ length: wanted }, () => pacer.turn(1).then(() => left.push(world.monotonic())));
      await world.runTo(60_000);
      await Promise.all(all);
      expect(worstSecond(left)).toBeLessThanOrEqual(most(rate));
      const seconds = ((left.at(-1) ?? 0) - (left[0] ?? 0)) / 1_000;
      expect((wanted - 1) / seconds).toBeGreaterThanOrEqual(rate * 0.97);
    },
  );

  test('no pattern of arrivals and no late timer puts more into any sliding second', async () => {
    const arrivals = fc.array(
      fc.record({ pause: fc.integer({ min: 0, max: 700 }), calls: fc.integer({ min: 1, max: 60 }) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    const lateness = fc.infiniteStream(
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 200, max: 2_000 })),
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), arrivals, lateness, async (rate, waves, late) => {
        const world = time(() => late.next().value ?? 0);
        const pacer = createPacer(rate, world, world.wait);
        const left: number[] = [];
        const all: Promise<unknown>[] = [];
        let at = 0;
        for (const { pause, calls } of waves) {
          at += pause;
          await world.runTo(at);
          for (let call = 0; call < calls; call++)
            all.push(pacer.turn(call % 2).then(() => left.push(world.monotonic())));
          await settled();
        }
        await world.runTo(at + 10_000_000);
        await Promise.all(all);
        expect(worstSecond(left.sort((one, other) => one - other))).toBeLessThanOrEqual(most(rate));
      }),
      { numRuns: 300 },
    );
  });

  test('an answer overtakes bulk that was there before it', async () => {
    const world = time();
    const pacer = createPacer(10, world, world.wait);
    const left: string[] = [];
    const turn = (name: string, priority: number) => pacer.turn(priority).then(() => left.push(name));
    const all = [turn('bulk 1', 1), turn('bulk 2', 1), turn('bulk 3', 1), turn('answer', 0)];
    await world.runTo(10_000);
    await Promise.all(all);
    expect(left).toEqual(['bulk 1', 'answer', 'bulk 2', 'bulk 3']);
  });

  test('who comes alone does not wait', async () => {
    const world = time();
    const pacer = createPacer(1, world, world.wait);
    await pacer.turn(1);
    await world.runTo(5_000);
    await pacer.turn(1);
    expect(world.monotonic()).toBe(5_000);
  });
});
