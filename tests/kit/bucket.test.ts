import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pour } from '#kit/bucket.ts';

test('so many go in at once, and one more for each part of a minute that has passed', () => {
  const size = { atOnce: 3, aMinute: 2 };
  let busy: number | undefined;
  const goesIn = (now: number) => {
    const filled = pour(busy, now, size);
    busy = filled ?? busy;
    return filled !== undefined;
  };
  expect([0, 0, 0, 0].map(goesIn)).toEqual([true, true, true, false]);
  expect([30_000, 30_000].map(goesIn)).toEqual([true, false]);
  expect([600_000, 600_000, 600_000, 600_000].map(goesIn)).toEqual([true, true, true, false]);
});

test('an empty bucket takes one at whatever instant', () => {
  const instant = fc.double({ min: 0, max: 1e13, noNaN: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 600_000 }), (now, every) => {
      expect(pour(undefined, now, { atOnce: 1, aMinute: 60_000 / every })).toBeDefined();
      expect(pour(0, now, { atOnce: 1, aMinute: 60_000 / every })).toBeDefined();
    }),
  );
});
