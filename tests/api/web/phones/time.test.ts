import { expect, test } from 'vitest';
import { timesIn } from '../../../../api/web/phones/state/time.ts';

const times = timesIn('Asia/Shanghai');
const evening = new Date('2026-11-22T12:54:00Z');

test('the clock and the day are the district’s', () => {
  expect(times.clock(evening)).toBe('20:54');
  expect(times.day(evening)).toBe('11月22日 周日');
  expect(times.day(new Date('2026-11-22T16:30:00Z'))).toBe('11月23日 周一');
});

test('a message of today shows its time, one of yesterday says so, an older one its date', () => {
  expect(times.label(new Date('2026-11-22T00:05:00Z'), evening)).toBe('08:05');
  expect(times.label(new Date('2026-11-21T12:00:00Z'), evening)).toBe('昨天 20:00');
  expect(times.label(new Date('2026-11-19T12:00:00Z'), evening)).toBe('11月19日 周四 20:00');
});

test('tomorrow morning is the next calendar day of the district', () => {
  expect(times.tomorrowAt(8, evening)).toBe('2026-11-23T08:00:00+08:00');
  expect(times.tomorrowAt(8, new Date('2026-12-31T16:30:00Z'))).toBe('2027-01-02T08:00:00+08:00');
});

test('tomorrow morning keeps its hour across a change of the zone’s offset', () => {
  expect(timesIn('Europe/Berlin').tomorrowAt(8, new Date('2026-03-28T20:00:00Z'))).toBe('2026-03-29T08:00:00+02:00');
  expect(new Date(timesIn('UTC').tomorrowAt(8, evening)).toISOString()).toBe('2026-11-23T08:00:00.000Z');
});
