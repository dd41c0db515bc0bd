import type { DistrictDay } from '#kit/day.ts';
import type { Transaction } from '#domain/transaction.ts';

/** One schedule of the district. Its row in `Tick` says when it is next due; a ticker only wakes the sweep. */
export interface TickDefinition {
  /** Stored: never renamed. */
  name: string;
  /** 开放新的号源: what operators and the sandbox's clock call it. */
  title: string;
  times: Times;
  /** A run that is later than this is left out, milliseconds; undefined: better late than never. */
  usefulForMs?: number | undefined;
  /** Whether it also runs at the very first start of the program, or waits for its first time. */
  first: 'at-once' | 'at-its-time';
  /**
   * The work, in the transaction that also moves the schedule on, so that it happens once for each time whatever crashes
   * and however many processes there are. `due` is the time it was meant for: after a pause only the last one missed.
   * @returns `more` when it did a part of at most 2,000 rows and wants to be called again at once.
   */
  run(tx: Transaction, due: Date): Promise<'done' | 'more'>;
}

/** When a schedule is due, by the district's clock. */
export interface Times {
  /** Five fields of cron, for tickers that want one. */
  pattern: string;
  /** The first time after an instant. */
  next(after: Date, day: DistrictDay): Date;
}

/** @param time `08:00` on the district's clock. */
export function daily(time: string): Times {
  const [hour = '', minute = ''] = time.split(':');
  return { ...dailyByRules(() => time), pattern: `${Number(minute)} ${Number(hour)} * * *` };
}

/** @param timeOn the time of a date, where a rule pack says it. */
export function dailyByRules(timeOn: (date: string) => string): Times {
  return {
    pattern: '*/5 * * * *',
    next(after, day) {
      const today = day.dateOf(after);
      const first = day.at(today, timeOn(today));
      const tomorrow = day.add(today, 1);
      return first > after ? first : day.at(tomorrow, timeOn(tomorrow));
    },
  };
}

/** @param weekday 1 Monday … 7 Sunday. */
export function weekly(weekday: number, time: string): Times {
  const { next } = daily(time);
  return {
    pattern: daily(time).pattern.replace(/\*$/, String(weekday % 7)),
    next(after, day) {
      let at = next(after, day);
      while (day.weekday(day.dateOf(at)) !== weekday) at = next(at, day);
      return at;
    },
  };
}
