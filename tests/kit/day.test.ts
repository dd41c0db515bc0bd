import { TZDate } from '@date-fns/tz';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { districtDay } from '#kit/day.ts';
import { addDuration } from '#kit/duration.ts';

const day = districtDay('Asia/Shanghai');

describe("the district's day", () => {
  test('is the district’s, whatever the process’s zone', () => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(process.env['TZ'] ?? here).toBe(here);
    expect(day.dateOf(new Date('2026-11-25T16:30:00Z'))).toBe('2026-11-26');
    expect(day.timeOf(new Date('2026-11-25T16:30:00Z'))).toBe('00:30');
  });

  test('is echoed in full', () => {
    expect(day.say(new Date('2026-11-26T11:30:00Z'))).toBe('11月26日（周四）晚上7:30');
  });

  test.each([
    ['00:10', '凌晨0:10'],
    ['08:00', '早上8:00'],
    ['11:45', '上午11:45'],
    ['12:05', '中午12:05'],
    ['14:30', '下午2:30'],
    ['18:00', '晚上6:00'],
  ])('%s is said as %s', (time, said) => expect(day.sayTime(time)).toBe(said));

  test('a time of day survives the way to an instant and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 1439 }), (days, minutes) => {
        const date = day.add('1970-01-01', days);
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const instant = day.at(date, time);
        // Shanghai had summer time from 1986 to 1991: an hour a year does not exist there.
        if (date >= '1986-01-01' && date <= '1991-12-31') return;
        expect([day.dateOf(instant), day.timeOf(instant)]).toEqual([date, time]);
      }),
    );
  });

  test.each(['Asia/Shanghai', 'Asia/Urumqi', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'the clock of %s is read as the zone’s data tell it, when it is changed too',
    (zone) => {
      const there = districtDay(zone);
      const minutes = fc.integer({ min: Date.UTC(1970, 0) / 60_000, max: Date.UTC(2060, 0) / 60_000 });
      fc.assert(
        fc.property(minutes, fc.integer({ min: 0, max: 59_999 }), (minute, rest) => {
          const instant = new Date(minute * 60_000 + rest);
          const told = new TZDate(instant, zone);
          const two = (value: number) => String(value).padStart(2, '0');
          expect(`${there.dateOf(instant)} ${there.timeOf(instant)}`).toBe(
            `${told.getFullYear()}-${two(told.getMonth() + 1)}-${two(told.getDate())} ${two(told.getHours())}:${two(told.getMinutes())}`,
          );
        }),
        { numRuns: 500 },
      );
    },
  );

  test('weekdays go from Monday 1 to Sunday 7', () => {
    expect(day.weekday('2026-11-22')).toBe(7);
    expect(day.weekday('2026-11-23')).toBe(1);
  });

  test('age counts birthdays, not years', () => {
    expect(day.ageOn('1958-03-12', '2026-03-11')).toBe(67);
    expect(day.ageOn('1958-03-12', '2026-03-12')).toBe(68);
  });
});

describe('a duration', () => {
  test('moves days and hours', () => {
    expect(addDuration(new Date('2026-03-01T10:00:00Z'), 'P3DT2H', 'Asia/Shanghai')?.toISOString()).toBe(
      '2026-03-04T12:00:00.000Z',
    );
  });

  test.each(['', 'P', '3D', 'PT', 'P-1D', 'P1H', 'tomorrow'])('“%s” is none', (text) => {
    expect(addDuration(new Date('2026-03-01T10:00:00Z'), text, 'Asia/Shanghai')).toBeUndefined();
  });
});
