import type { DistrictDay } from '#kit/day.ts';
import { refuse } from '../refusal.ts';

/** What is assessed of: days of the district, both ends included. */
export interface Period {
  /** `2026-1`, `2026-2`: the two assessments of a year (seed 000 四(三)). */
  id: string;
  fromDate: string;
  toDate: string;
}

/** @throws Refusal `assessment-period-unknown` */
export function periodOf(id: string): Period {
  const [, year, half] = /^(20\d\d)-([12])$/.exec(id) ?? [];
  if (year === undefined) throw refuse('assessment-period-unknown');
  return half === '1'
    ? { id, fromDate: `${year}-01-01`, toDate: `${year}-06-30` }
    : { id, fromDate: `${year}-07-01`, toDate: `${year}-12-31` };
}

/** The half-year that a day lies in. */
export function periodAround(date: string): Period {
  return periodOf(`${date.slice(0, 4)}-${date.slice(5, 7) <= '06' ? 1 : 2}`);
}

/** 2026年上半年 */
export function sayPeriod({ id }: Pick<Period, 'id'>): string {
  return `${id.slice(0, 4)}年${id.endsWith('1') ? '上' : '下'}半年`;
}

/** What a statement about a period may ask for. */
export interface PeriodValues {
  fromDate: string;
  /** The last day that counts: of one that runs, today. */
  toDate: string;
  from: Date;
  /** The instant after the last that counts. */
  until: Date;
  /** Whoever was born on this day or before is an elder on the last day; the same of sixty. */
  elderBornBy: string;
  sixtyBornBy: string;
  /** Whoever was born after is not yet seven. */
  childBornAfter: string;
  /** The district's clock is ahead of UTC by so much. */
  zoneSeconds: number;
}

/** @param elderFromAge of the pack (`identity.elderFromAge`). */
export function valuesOf(
  { fromDate, toDate }: Pick<Period, 'fromDate' | 'toDate'>,
  { now, day }: { now: Date; day: DistrictDay },
  elderFromAge: number,
): PeriodValues {
  const end = day.at(day.add(toDate, 1), '00:00');
  const until = now < end ? now : end;
  const last = now < end ? day.dateOf(now) : toDate;
  const from = day.at(fromDate, '00:00');
  return {
    fromDate,
    toDate: last,
    from,
    until,
    elderBornBy: yearsBefore(last, elderFromAge),
    sixtyBornBy: yearsBefore(last, 60),
    childBornAfter: yearsBefore(last, 7),
    zoneSeconds: (Date.parse(`${fromDate}T00:00:00Z`) - from.getTime()) / 1000,
  };
}

/** Compared as text only: 29 February needs no day of its own. */
function yearsBefore(date: string, years: number): string {
  return `${Number(date.slice(0, 4)) - years}${date.slice(4)}`;
}
