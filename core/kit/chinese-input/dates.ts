import { type DateRule, dateRules, nextDayOfMonth } from './date-rules.ts';
import { normalise } from './normalise.ts';
import { readNumber } from './numbers.ts';

/**
 * The days that a sentence names, as `YYYY-MM-DD`, in the order in which they are named, never before `today`. Two days
 * where two readings hold (下周三 said on a Sunday) or two were named: ask once. None where no day is named.
 *
 * @param today the district's date.
 */
export function findDates(text: string, today: string): string[] {
  let rest = ` ${normalise(text)} `;
  if (measured.test(rest)) rest = rest.replace(/\d+[./-]\d+/gu, '~');
  const found: { at: number; dates: string[] }[] = [];
  for (const rule of dateRules) rest = readRule(rule, rest, today, found);
  const inOrder = found.sort((a, b) => a.at - b.at).flatMap(({ dates }) => dates);
  return [...new Set(inOrder)].filter((date) => date >= today);
}

/** Like `findDates`, for the answer to “which day?”: a bare number is a day of the month too. */
export function readDates(text: string, today: string): string[] {
  const named = findDates(text, today);
  if (named.length > 0) return named;
  const bare = readNumber(normalise(text)) ?? 0;
  return Number.isInteger(bare) && bare >= 1 && bare <= 31 ? nextDayOfMonth(bare, today) : [];
}

/** 7.8 is a glucose value and 26/11 no date where somebody speaks of measurements; nor is a lunar day one. */
const measured =
  /血压|血糖|高压|低压|收缩压|舒张压|体温|体重|空腹|餐后|饭后|心率|公斤|mmol|农历|阴历|初[一二三四五六七八九十]/u;

/** Days that were named only to be ruled out: “今天不行，明天”, “不是周三”. */
const ruledOut = /^(?:晚上|下午|早上)?(?:不行|没空|没时间|不方便|去不了|来不了|不去|不来|不要|不得闲|不可以)/u;
const denied = /(?:不是|不要|除了|别约)$/u;

function readRule(rule: DateRule, text: string, today: string, found: { at: number; dates: string[] }[]): string {
  let rest = text;
  for (const match of text.matchAll(rule.pattern)) {
    const end = match.index + match[0].length;
    const lost = ruledOut.test(text.slice(end)) || denied.test(text.slice(0, match.index));
    if (!lost) found.push({ at: match.index, dates: rule.read(match, today) });
    rest = `${rest.slice(0, match.index)}${'~'.repeat(match[0].length)}${rest.slice(end)}`;
  }
  return rest;
}
