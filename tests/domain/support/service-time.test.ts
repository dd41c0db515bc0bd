import { describe, expect, test } from 'vitest';
import { jiangyin202601 } from '#domain/packs/jiangyin-2026-01.ts';
import { zhanggong202601 } from '#domain/packs/zhanggong-2026-01.ts';
import { type Served, serviceTime } from '#domain/support/service-time.ts';
import { districtDay } from '#kit/day.ts';

const day = districtDay('Asia/Shanghai');
const jiangyin = jiangyin202601.support.serviceTime;
const zhanggong = zhanggong202601.support.serviceTime;

/** `2025-01-01..2025-03-31`, or `2025-01-01..` while it goes on. */
const spells = (...said: string[]): Served[] =>
  said.map((one) => {
    const [fromDate = '', toDate = ''] = one.split('..');
    return { fromDate, toDate: toDate === '' ? null : toDate };
  });
const on = (today: string, rules: typeof jiangyin, ...said: string[]) =>
  serviceTime(spells(...said), rules, { day, today });

describe('江阴 (seed 000): one year in all, and only spells of three months running count', () => {
  test('89 days do not count, three months do', () => {
    expect(on('2026-01-01', jiangyin, '2025-02-01..2025-04-29').countedDays, 'a day short').toBe(0);
    expect(on('2026-01-01', jiangyin, '2025-02-01..2025-04-30').countedDays).toBe(89);
    expect(on('2026-01-01', jiangyin, '2025-07-01..2025-09-30').countedDays).toBe(92);
  });

  test('long spells are added up to a year; short ones between them are not', () => {
    const served = on('2026-06-01', jiangyin, '2025-01-01..2025-06-30', '2025-08-01..2025-09-15', '2026-01-01..');
    expect(served).toMatchObject({ countedDays: 181 + 152, isDone: false, daysLeft: 365 - 333 });
    expect(on('2026-07-03', jiangyin, '2025-01-01..2025-06-30', '2026-01-01..')).toMatchObject({
      countedDays: 365,
      isDone: true,
      daysLeft: 0,
    });
  });

  test('one that runs and is too short waits; what is left is at least the rest of its three months', () => {
    expect(on('2026-03-01', jiangyin, '2026-02-01..')).toEqual({
      countedDays: 0,
      waitingDays: 29,
      daysLeft: 365 - 29,
      isDone: false,
    });
    const nearlyDone = on('2026-03-01', jiangyin, '2025-01-01..2025-12-25', '2026-02-28..');
    expect(nearlyDone).toMatchObject({ countedDays: 359, waitingDays: 2, daysLeft: 87 });
  });

  test('two that follow each other without a free day are one; overlapping days count once', () => {
    expect(on('2026-01-01', jiangyin, '2025-01-01..2025-02-10', '2025-02-11..2025-04-01').countedDays).toBe(91);
    expect(on('2026-01-01', jiangyin, '2025-01-01..2025-04-01', '2025-03-01..2025-04-01').countedDays).toBe(91);
    expect(on('2026-01-01', jiangyin, '2025-01-01..2025-02-10', '2025-02-12..2025-04-01').countedDays).toBe(0);
  });
});

describe('章贡 (seed 002 §7): one year in all, or half a year running', () => {
  test('every day counts towards the year', () => {
    expect(on('2026-01-01', zhanggong, '2025-01-01..2025-01-31', '2025-03-01..2025-03-31')).toMatchObject({
      countedDays: 62,
      isDone: false,
    });
  });

  test('half a year running is enough, and the shorter of both ways is what is left', () => {
    expect(on('2026-06-29', zhanggong, '2026-01-01..')).toMatchObject({ isDone: false, daysLeft: 1 });
    expect(on('2026-06-30', zhanggong, '2026-01-01..')).toMatchObject({ isDone: true, daysLeft: 0 });
    const nearTheYear = on('2026-03-01', zhanggong, '2025-01-01..2025-05-31', '2025-07-01..2025-12-25');
    expect(nearTheYear).toMatchObject({ countedDays: 151 + 178, daysLeft: 36 });
  });
});

test('nobody has served before the first day', () => {
  expect(on('2026-01-01', jiangyin, '2026-02-01..')).toMatchObject({ countedDays: 0, daysLeft: 365 });
});
