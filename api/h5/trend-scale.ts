import { partsOf } from '#kit/chinese-input/calendar.ts';
import { pictureWords as words } from './trend-words.ts';

const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** So many parts of the highest value are the least that is shown: a kilogram more shall not look like a mountain. */
const leastShare = 0.1;

/** Round figures around all the values, seven at most, with a little room above and below. */
export function scaleOf(values: readonly number[]): { least: number; most: number; ticks: number[] } {
  const [lowest, high] = [Math.min(...values), Math.max(...values)];
  const low = Math.max(0, Math.min(lowest, high * (1 - leastShare)));
  const step = steps.find((one) => Math.ceil(high / one) - Math.floor(low / one) <= 6) ?? 5000;
  const [from, to] = [Math.floor(low / step), Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)];
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => (from + index) * step);
  return { least: (from - 0.2) * step, most: (to + 0.3) * step, ticks };
}

/** A date below a picture. */
export interface DateMark {
  text: string;
  /** How far between the first instant and the last. */
  share: number;
}

/** The first day, the last, and one between them where it is another; months where the years differ. */
export function datesOf(first: number, last: number, dateOf: (at: Date) => string): DateMark[] {
  const date = (at: number) => partsOf(dateOf(new Date(at)));
  const [from, to] = [date(first), date(last)];
  if (from.year !== to.year) return [mark(sayMonth(from), 0), mark(sayMonth(to), 1)];
  const [one, middle, other] = [sayDay(from), sayDay(date((first + last) / 2)), sayDay(to)];
  if (one === other) return [mark(one, 0.5)];
  const between = middle === one || middle === other ? [] : [mark(middle, 0.5)];
  return [mark(one, 0), ...between, mark(other, 1)];
}

type Parts = ReturnType<typeof partsOf>;

function mark(text: string, share: number): DateMark {
  return { text, share };
}

function sayDay({ month, day }: Parts): string {
  return `${month}${words.month}${day}${words.day}`;
}

function sayMonth({ year, month }: Parts): string {
  return `${year}${words.year}${month}${words.month}`;
}
