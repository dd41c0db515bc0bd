import type { DistrictDay } from '#kit/day.ts';
import { addMonths } from '../contracts/term.ts';
import type { ServiceTimeRules } from '../packs/support-rules.ts';

/** From a day to a day (YYYY-MM-DD), both included; null goes on. */
export interface Served {
  fromDate: string;
  toDate: string | null;
}

/** How far a supporting doctor's service time has come. */
export interface ServiceTime {
  /** Days that count. */
  countedDays: number;
  /** Days of the stretch that runs now and is too short to count yet. */
  waitingDays: number;
  /** Days still to serve without a break from tomorrow on; 0 when it is done. */
  daysLeft: number;
  isDone: boolean;
}

/**
 * What somebody's spells come to on a day: only stretches long enough count, and they are added up to a year (seed 000
 * 三(三)2); where the pack says so, one stretch of half a year is enough (seed 002 §7). Spells that follow each other
 * without a free day are one stretch.
 */
export function serviceTime(
  spells: readonly Served[],
  rules: ServiceTimeRules,
  { day, today }: { day: Pick<DistrictDay, 'add' | 'daysBetween'>; today: string },
): ServiceTime {
  const stretches = stretchesOf(spells, today, day.add);
  const daysOf = ({ from, to }: Stretch) => day.daysBetween(from, to) + 1;
  const lasted = ({ from, to }: Stretch, months: number) => addMonths(from, months) <= day.add(to, 1);
  const sum = (some: readonly Stretch[]) => some.reduce((days, stretch) => days + daysOf(stretch), 0);
  const counting = stretches.filter((stretch) => lasted(stretch, rules.shortestMonths));
  const countedDays = sum(counting);
  const running = stretches.find(({ to }) => to === today);
  const waitingDays = running && !counting.includes(running) ? daysOf(running) : 0;
  const { orRunningMonths } = rules;
  const isDone =
    countedDays >= rules.totalDays ||
    (orRunningMonths !== null && stretches.some((stretch) => lasted(stretch, orRunningMonths)));
  const tomorrow = day.add(today, 1);
  /** Until the present stretch, or one that begins tomorrow, has lasted so many months. */
  const until = (months: number) => day.daysBetween(tomorrow, addMonths(running?.from ?? tomorrow, months));
  const byAdding = Math.max(rules.totalDays - countedDays - waitingDays, until(rules.shortestMonths));
  const daysLeft = orRunningMonths === null ? byAdding : Math.min(byAdding, until(orRunningMonths));
  return { countedDays, waitingDays, daysLeft: isDone ? 0 : Math.max(daysLeft, 0), isDone };
}

interface Stretch {
  from: string;
  to: string;
}

/** Until today, in order, joined where no day lies between. */
function stretchesOf(spells: readonly Served[], today: string, add: DistrictDay['add']): Stretch[] {
  const past = spells
    .filter(({ fromDate }) => fromDate <= today)
    .map(({ fromDate, toDate }) => ({ from: fromDate, to: toDate === null || toDate > today ? today : toDate }))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  const joined: Stretch[] = [];
  for (const spell of past) {
    const last = joined.at(-1);
    if (last && spell.from <= add(last.to, 1)) last.to = spell.to > last.to ? spell.to : last.to;
    else joined.push({ ...spell });
  }
  return joined;
}
