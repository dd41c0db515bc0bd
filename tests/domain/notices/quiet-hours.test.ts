import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { districtDay } from '#kit/day.ts';
import { quietUntil } from '#domain/notices/quiet-hours.ts';

const day = districtDay('Asia/Shanghai');
const night = { quietFrom: '21:30', quietTo: '07:30' };
const at = (text: string) => new Date(`${text}+08:00`);

describe('quiet hours', () => {
  test.each([
    ['2026-03-01T21:29:59.999', undefined],
    ['2026-03-01T21:30:00.000', '2026-03-02T07:30:00.000'],
    ['2026-03-01T23:59:59.999', '2026-03-02T07:30:00.000'],
    ['2026-03-02T00:00:00.000', '2026-03-02T07:30:00.000'],
    ['2026-03-02T07:29:59.999', '2026-03-02T07:30:00.000'],
    ['2026-03-02T07:30:00.000', undefined],
    ['2026-03-02T12:00:00.000', undefined],
  ])('at %s they last until %s', (now, until) => {
    expect(quietUntil(day, night, at(now))).toEqual(until && at(until));
  });

  test('a rest at noon does not span midnight', () => {
    const noon = { quietFrom: '12:00', quietTo: '14:00' };
    expect(quietUntil(day, noon, at('2026-03-01T13:00:00'))).toEqual(at('2026-03-01T14:00:00'));
    expect(quietUntil(day, noon, at('2026-03-01T23:00:00'))).toBeUndefined();
  });

  test('whatever the hour and the zone, the end is ahead, at its time of day, and no longer quiet', () => {
    const instant = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    const zone = fc.constantFrom('Asia/Shanghai', 'Asia/Macau', 'America/New_York', 'Europe/Berlin');
    const property = fc.property(instant, zone, (now, name) => {
      const local = districtDay(name);
      const until = quietUntil(local, night, now);
      const time = local.timeOf(now);
      if (time < '21:30' && time >= '07:30') return until === undefined;
      if (!until) return false;
      const hours = (until.getTime() - now.getTime()) / 3_600_000;
      return hours > 0 && hours <= 11 && local.timeOf(until) === '07:30' && !quietUntil(local, night, until);
    });
    expect(fc.check(property, { numRuns: 2_000 })).toMatchObject({ failed: false });
  });
});
