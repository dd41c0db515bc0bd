/** Calendar arithmetic on `YYYY-MM-DD`. No zone: a date is what the district's calendar shows. */

const dayInMilliseconds = 86_400_000;

export function addDays(date: string, days: number): string {
  return new Date(midnight(date) + days * dayInMilliseconds).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(midnight(date)).getUTCDay() || 7;
}

/** The date, or undefined where the calendar has none (31 November, 29 February of most years). */
export function dateFrom(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || year > 2999) return undefined;
  const instant = new Date(Date.UTC(year, month - 1, day));
  const found =
    instant.getUTCFullYear() === year && instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  return found ? instant.toISOString().slice(0, 10) : undefined;
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: string): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function midnight(date: string): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day);
}
