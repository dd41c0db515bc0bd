import { expect, test } from 'vitest';
import { standingClock, steppableClock, systemClock } from '#kit/clock.ts';

test('a stepped clock runs ahead of its base and never goes back', () => {
  const base = standingClock('2026-03-01T10:00:00Z');
  const clock = steppableClock(base);
  clock.moveTo(new Date('2026-03-03T10:00:00Z'));
  clock.moveTo(new Date('2026-03-02T10:00:00Z'));
  expect(clock.now().toISOString()).toBe('2026-03-03T10:00:00.000Z');
  base.moveTo(new Date('2026-03-01T11:00:00Z'));
  expect(clock.now().toISOString()).toBe('2026-03-03T11:00:00.000Z');
});

test('moving the wall clock does not move leases', () => {
  const clock = steppableClock(systemClock);
  const before = clock.monotonic();
  clock.moveTo(new Date(clock.now().getTime() + 86_400_000));
  expect(clock.monotonic() - before).toBeLessThan(86_400_000);
});
