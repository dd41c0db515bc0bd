import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holidayYears } from '#domain/calendar/holidays.ts';
import {
  addWorkingDays,
  holidayOn,
  isWorkingDay,
  missingHolidays,
  workingDaysAfter,
} from '#domain/calendar/working-day.ts';
import { districtDay } from '#kit/day.ts';

const day = districtDay('Asia/Shanghai');

test('an ordinary Monday is worked, an ordinary Sunday is not', () => {
  expect(isWorkingDay(day, '2026-03-02')).toBe(true);
  expect(isWorkingDay(day, '2026-03-01')).toBe(false);
});

test.each([
  '2026-01-02',
  '2026-02-16',
  '2026-02-23',
  '2026-04-06',
  '2026-05-05',
  '2026-06-19',
  '2026-09-25',
  '2026-10-07',
])('the weekday %s is free, because it is a holiday', (date) => {
  expect(day.weekday(date)).toBeLessThanOrEqual(5);
  expect(isWorkingDay(day, date)).toBe(false);
});

test.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
  'the weekend day %s is worked, because it was exchanged (调休)',
  (date) => {
    expect(day.weekday(date)).toBeGreaterThan(5);
    expect(isWorkingDay(day, date)).toBe(true);
  },
);

test('the year 2026 has 248 working days', () => {
  const days = Array.from({ length: 365 }, (_, index) => day.add('2026-01-01', index));
  expect(days.filter((date) => isWorkingDay(day, date))).toHaveLength(248);
});

test('a holiday has a name', () => {
  expect(holidayOn('2026-02-17')).toBe('春节');
  expect(holidayOn('2026-03-02')).toBeUndefined();
});

test('each year of holidays names its source, and all its days lie in it', () => {
  for (const { year, source, holidays, workedWeekends } of holidayYears) {
    expect(source).not.toBe('');
    for (const date of [...holidays.flatMap((holiday) => [holiday.from, holiday.to]), ...workedWeekends])
      expect(date.slice(0, 4)).toBe(String(year));
    for (const { from, to } of holidays) expect(from <= to).toBe(true);
  }
});

test('two working days after a Friday are Tuesday', () => {
  expect(addWorkingDays(day, '2026-03-06', 2)).toBe('2026-03-10');
});

test('working days step over 春节 and count the Saturday that is worked for it', () => {
  expect(addWorkingDays(day, '2026-02-13', 1)).toBe('2026-02-14');
  expect(addWorkingDays(day, '2026-02-13', 2)).toBe('2026-02-24');
});

test('counting from a free day begins with the next working day', () => {
  expect(addWorkingDays(day, '2026-03-01', 2)).toBe('2026-03-03');
});

test('counting backwards is refused', () => {
  expect(() => addWorkingDays(day, '2026-03-01', -1)).toThrow(RangeError);
});

test('whatever the date and count, one arrives on a working day with exactly that many working days passed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 330 }), fc.integer({ min: 1, max: 12 }), (offset, count) => {
      const from = day.add('2026-01-01', offset);
      const to = addWorkingDays(day, from, count);
      expect(isWorkingDay(day, to)).toBe(true);
      const passed = Array.from({ length: day.daysBetween(from, to) }, (_, index) => day.add(from, index + 1));
      expect(passed.filter((date) => isWorkingDay(day, date))).toHaveLength(count);
    }),
  );
});

test('a timer of two working days ends at the same time of the clock', () => {
  const asked = day.at('2026-09-24', '18:05');
  expect(workingDaysAfter(day, asked, 2)).toEqual(day.at('2026-09-29', '18:05'));
});

test('in December the alarm names the next year when its holidays are missing', () => {
  expect(missingHolidays('2026-11-30', [2026])).toBeUndefined();
  expect(missingHolidays('2026-12-01', [2026])).toBe(2027);
  expect(missingHolidays('2026-12-01', [2026, 2027])).toBeUndefined();
});

test('a year that came without its holidays is named in any month', () => {
  expect(missingHolidays('2027-03-01', [2026])).toBe(2027);
});
