import { addDays } from '#kit/chinese-input/calendar.ts';
import { findDates } from '#kit/chinese-input/dates.ts';
import { fold } from '#kit/chinese-input/normalise.ts';
import { numeral, readNumber } from '#kit/chinese-input/numbers.ts';
import { addMonths } from '../contracts/term.ts';

/** A clause in which a doctor writes when somebody is to be seen again. */
const seenAgain = /复查|复诊|随访|随诊|回访|复检/u;
/** 两周复查, 1个月后复诊, 每10天随访一次, 半年复查 */
const span = new RegExp(`(${numeral}|半)(?:个(月)|个?(天|周|星期|礼拜)|(年))`, 'u');

/** What lies further ahead is nobody's next visit. */
const mostDays = 366;

/**
 * The first day on which a summary says that somebody is to be seen again (YYYY-MM-DD): “两周后复查血压”, “12月15日复诊”.
 * Undefined where it names none. A day that was over when it was written is none.
 * @param writtenOn the district's date of the summary.
 */
export function seenAgainOn(summary: string, writtenOn: string): string | undefined {
  const days = summary
    .split(/[，,。；;、\n]/u)
    .map(fold)
    .filter((clause) => seenAgain.test(clause))
    .flatMap((clause) => {
      const named = findDates(clause, writtenOn);
      return named.length > 0 ? named : daysAfter(clause, writtenOn);
    })
    .filter((date) => date > writtenOn && date <= addDays(writtenOn, mostDays));
  return days.sort()[0];
}

function daysAfter(clause: string, writtenOn: string): string[] {
  const [, count, months, unit, years] = span.exec(clause) ?? [];
  if (count === undefined) return [];
  const number = count === '半' ? 0.5 : (readNumber(count) ?? 0);
  if (months ?? years) {
    const inMonths = number * (years ? 12 : 1);
    return [inMonths < 1 ? addDays(writtenOn, 15) : addMonths(writtenOn, Math.round(inMonths))];
  }
  return [addDays(writtenOn, Math.round(number * (unit === '天' ? 1 : 7)))];
}
