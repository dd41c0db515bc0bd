import { addDays, dateFrom, partsOf, weekdayOf } from './calendar.ts';
import { numeral, scanNumber } from './numbers.ts';

/** One way of naming days. `read` gives the days that it can mean, likeliest first; earlier days than today are dropped. */
export interface DateRule {
  pattern: RegExp;
  read(match: RegExpExecArray, today: string): string[];
}

const week = '(?:周|星期|礼拜|个周|个星期|个礼拜)';
const dayOfWeek = '[一二三四五六日天末]|[1-7](?!\\d|点|:)';

/** Longer and more exact ways stand first: what one rule has read, the next ones do not see. */
export const dateRules: readonly DateRule[] = [
  {
    pattern: /(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/gu,
    read: ([, day, month, year]) => exactly(value(year), value(month), value(day)),
  },
  {
    pattern: new RegExp(`(${numeral}|今|明|后)[-/.年](${numeral})[-/.月](${numeral})[日号]?`, 'gu'),
    read: ([, year, month, day], today) => exactly(yearOf(year, today), value(month), value(day)),
  },
  {
    pattern: new RegExp(`(这个月|本月|下个月|下月)(${numeral})[日号]?`, 'gu'),
    read([, which, day], today) {
      const { year, month } = partsOf(today);
      return exactly(year, which?.startsWith('下') ? month + 1 : month, value(day));
    },
  },
  {
    pattern: new RegExp(`(?<!\\d)(${numeral})月份?(${numeral})[日号]?`, 'gu'),
    read: ([, month, day], today) => nextMonthDay(value(month), value(day), today),
  },
  {
    pattern: new RegExp(`(?<!第|排|叫到|我是|拿到)(${numeral})[日号](?![楼院线门室栋文店码人床])`, 'gu'),
    read: ([, day], today) => nextDayOfMonth(value(day), today),
  },
  {
    pattern: /(?<![\d./-]|[上午晚早] ?)(\d{1,2})[./-](\d{1,2})(?![\d./-]|[个次点度片粒天])/gu,
    read([, first, second], today) {
      const readings = [
        ...nextMonthDay(value(first), value(second), today),
        ...nextMonthDay(value(second), value(first), today),
      ];
      const soon = readings.filter((date) => date <= addDays(today, 180));
      return soon.length > 0 ? soon : readings.slice(0, 1);
    },
  },
  {
    pattern: new RegExp(`(?<!第)(${numeral})个?(天|日|星期|礼拜|周)(?:之后|以后|后)`, 'gu'),
    read: ([, count, unit], today) => later(value(count) * (unit === '天' || unit === '日' ? 1 : 7), today),
  },
  {
    pattern: /过(两|三|几)天/gu,
    read: ([, count], today) => (count === '三' ? later(3, today) : [...later(2, today), ...later(3, today)]),
  },
  { pattern: /大后[天日晚]|大后儿/gu, read: (_, today) => later(3, today) },
  { pattern: /明后[两天日]+/gu, read: (_, today) => [...later(1, today), ...later(2, today)] },
  { pattern: /今明[两天日]+|这两天|近两天/gu, read: (_, today) => [today, ...later(1, today)] },
  { pattern: /(?<![以之然最今往前背饭餐午])后[天晚日早]|后儿/gu, read: (_, today) => later(2, today) },
  { pattern: /明[天日晚早晨午夜儿]/gu, read: (_, today) => later(1, today) },
  { pattern: /今[天日晚早晨夜儿午]|当[天晚]/gu, read: (_, today) => [today] },
  {
    pattern: new RegExp(`(下下|下一?|这一?|本|上上?一?|隔)?(${week})(${dayOfWeek})(?![个次])`, 'gu'),
    read: ([, which, unit, day], today) => inWeek(which ?? '', unit ?? '', day ?? '', today),
  },
  { pattern: /双休日/gu, read: (_, today) => weekend(today) },
  { pattern: new RegExp(`下一?${week}`, 'gu'), read: (_, today) => daysFrom(addDays(today, 8 - weekdayOf(today)), 7) },
  { pattern: new RegExp(`(?:这一?|本)${week}`, 'gu'), read: (_, today) => daysFrom(today, 8 - weekdayOf(today)) },
];

/** The next day of this number, this month or a later one that has it. */
export function nextDayOfMonth(day: number, today: string): string[] {
  const { year, month } = partsOf(today);
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const [date] = exactly(year, month + ahead, day);
    if (date && date >= today) return [date];
  }
  return [];
}

function nextMonthDay(month: number, day: number, today: string): string[] {
  const { year } = partsOf(today);
  for (let ahead = 0; ahead < 9; ahead += 1) {
    const date = dateFrom(year + ahead, month, day);
    if (date && date >= today) return [date];
  }
  return [];
}

/**
 * 周三 is the coming Wednesday; on a Wednesday it is today or the next one. 下周三 is the Wednesday of the next calendar
 * week, which begins on Monday; who counts weeks from Sunday, on a Sunday means the one after. 下个周三 may be both.
 * 这周三 that has gone by means the coming one: nobody books backwards.
 */
function inWeek(which: string, unit: string, name: string, today: string): string[] {
  const now = weekdayOf(today);
  if (name === '末' && !/^[上下隔]/u.test(which)) return weekend(today);
  const days = name === '末' ? [6, 7] : [weekdayNumber(name)];
  return days.flatMap((day) => {
    const coming = addDays(today, (day - now + 7) % 7);
    const nextWeek = addDays(today, 7 - now + day);
    if (which.startsWith('上')) return [];
    if (which === '下下') return [addDays(nextWeek, 7)];
    if (which.startsWith('下') || which === '隔') {
      if (now === 7 && name !== '末') return [nextWeek, addDays(nextWeek, 7)];
      return unit === '个周' || which === '下一' ? [...new Set([nextWeek, coming])] : [nextWeek];
    }
    if (which !== '') return [coming];
    return day === now ? [today, addDays(today, 7)] : [coming];
  });
}

function weekdayNumber(name: string): number {
  return /[日天7]/u.test(name) ? 7 : value(name);
}

function weekend(today: string): string[] {
  const now = weekdayOf(today);
  return now === 7 ? [today] : daysFrom(addDays(today, 6 - now), 2);
}

function daysFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(first, index));
}

function later(days: number, today: string): string[] {
  return days <= 366 ? [addDays(today, days)] : [];
}

function yearOf(text: string | undefined, today: string): number {
  const { year } = partsOf(today);
  if (text === '今') return year;
  if (text === '明') return year + 1;
  if (text === '后') return year + 2;
  const spoken = value(text);
  return spoken < 100 ? 2000 + spoken : spoken;
}

/** @param month may run over the year's end: 13 is January of the next. */
function exactly(year: number, month: number, day: number): string[] {
  const date = dateFrom(month > 12 ? year + 1 : year, month > 12 ? month - 12 : month, day);
  return date ? [date] : [];
}

function value(text: string | undefined): number {
  return scanNumber(text ?? '', 0)?.value ?? 0;
}
