/**
 * The term of a contract: whole months, the last day included (2026-03-01 for 12 months ends on 2027-02-28). A renewal
 * begins at once and keeps the days that the old one had left. Dates are YYYY-MM-DD.
 */
export function termFrom(startsOn: string, months: number, runningUntil?: string | undefined): Term {
  const lastDay = dayBefore(addMonths(startsOn, months));
  const kept = runningUntil !== undefined && runningUntil >= startsOn ? addMonths(runningUntil, months) : lastDay;
  return { startsOn, endsOn: kept > lastDay ? kept : lastDay };
}

export interface Term {
  startsOn: string;
  endsOn: string;
}

/** The same day so many months on; the last day of a shorter month. Negative goes back. */
export function addMonths(date: string, months: number): string {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [inYear, inMonth] = [Math.floor(count / 12), count - Math.floor(count / 12) * 12];
  const lastOfMonth = new Date(Date.UTC(inYear, inMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(inYear, inMonth, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}

function dayBefore(date: string): string {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10);
}
