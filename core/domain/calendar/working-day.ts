import type { DistrictDay } from '#kit/day.ts';
import { holidayYears } from './holidays.ts';

/**
 * Whether offices and centres work on a date (YYYY-MM-DD): by the State Council's notice of that year, and by weekdays
 * alone where its notice is not in yet (`missingHolidays` raises the alarm before that is felt).
 */
export function isWorkingDay(day: DistrictDay, date: string): boolean {
  if (workedWeekends.has(date)) return true;
  return day.weekday(date) <= 5 && holidayOn(date) === undefined;
}

/** 春节, 国庆节 …, for “今天是国庆节，中心不开诊”. */
export function holidayOn(date: string): string | undefined {
  return allHolidays.find((holiday) => holiday.from <= date && date <= holiday.to)?.name;
}

/**
 * The working day that comes `count` working days after a date; the date itself does not count, whether it is worked or
 * not. 0 is the date itself.
 * @throws RangeError for a negative count.
 */
export function addWorkingDays(day: DistrictDay, date: string, count: number): string {
  if (count < 0) throw new RangeError('working days are counted forward');
  let reached = date;
  for (let left = count; left > 0; ) {
    reached = day.add(reached, 1);
    if (isWorkingDay(day, reached)) left -= 1;
  }
  return reached;
}

/** The instant `count` working days after another, at the same time of the district's clock: for answer timers. */
export function workingDaysAfter(day: DistrictDay, instant: Date, count: number): Date {
  return day.at(addWorkingDays(day, day.dateOf(instant), count), day.timeOf(instant));
}

/**
 * The instant when so many hours of working days have passed; the hours of free days do not count. Friday 17:00 and 24
 * hours is Monday 17:00.
 * @throws RangeError for negative hours.
 */
export function workingHoursAfter(day: DistrictDay, instant: Date, hours: number): Date {
  if (hours < 0) throw new RangeError('working hours are counted forward');
  let at = instant;
  for (let left = hours * 3_600_000; ; ) {
    const date = day.dateOf(at);
    const midnight = day.at(day.add(date, 1), '00:00');
    const here = isWorkingDay(day, date) ? midnight.getTime() - at.getTime() : 0;
    if (here > left || (here === left && here > 0)) return new Date(at.getTime() + left);
    left -= here;
    at = midnight;
  }
}

/**
 * In December, the next year when its holidays are not here yet; in any month the present year when its are missing.
 * For an alarm to operators; undefined is good.
 * @param known the years that are here; for tests.
 */
export function missingHolidays(today: string, known: readonly number[] = knownYears): number | undefined {
  const year = Number(today.slice(0, 4));
  if (!known.includes(year)) return year;
  return today.slice(5, 7) === '12' && !known.includes(year + 1) ? year + 1 : undefined;
}

const knownYears = holidayYears.map((entry) => entry.year);
const allHolidays = holidayYears.flatMap((entry) => entry.holidays);
const workedWeekends = new Set(holidayYears.flatMap((entry) => entry.workedWeekends));
