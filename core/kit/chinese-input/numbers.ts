const digits: Record<string, number> = {
  〇: 0,
  '○': 0,
  零: 0,
  一: 1,
  壹: 1,
  幺: 1,
  二: 2,
  两: 2,
  贰: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};

const units: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1_000, 仟: 1_000, 万: 10_000 };
const tens: Record<string, number> = { 廿: 20, 卅: 30, 卌: 40 };

/** One numeral, in figures or Chinese, for building patterns. What it matches may hold two numerals side by side. */
export const numeral = '(?:\\d{1,12}|[零〇○一壹幺二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟廿卅]{1,12})';

/** A numeral found in a text: its value and where it ends. */
export interface ScannedNumber {
  value: number;
  end: number;
}

/** Reads a text that is one numeral and nothing else: `156` `一百五十六` `一百五` `廿六` `七点八` `１２`; undefined otherwise. */
export function readNumber(text: string): number | undefined {
  const read = text.normalize('NFKC').trim();
  const number = scanDecimal(read, 0);
  return number?.end === read.length ? number.value : undefined;
}

/** The numeral that begins at `start`, as long as it goes: `一百五十六九十八` is 156 and then 98. */
export function scanNumber(text: string, start: number): ScannedNumber | undefined {
  const figures = /^\d{1,15}/u.exec(text.slice(start, start + 15))?.[0];
  if (figures) return { value: Number(figures), end: start + figures.length };
  return spelledDigits(text, start) ?? spelled(text, start);
}

/** Like `scanNumber`, with `.` or 点 and the figures behind it. Not for texts with times, where 七点八 is no decimal. */
export function scanDecimal(text: string, start: number): ScannedNumber | undefined {
  const whole = scanNumber(text, start);
  if (!whole || !/[.点]/u.test(text[whole.end] ?? '')) return whole;
  let fraction = '';
  let end = whole.end + 1;
  for (let digit = digitAt(text, end); digit !== undefined; digit = digitAt(text, end)) {
    fraction += digit;
    end += 1;
  }
  return fraction === '' ? whole : { value: Number(`${whole.value}.${fraction}`), end };
}

/** Writes each Chinese figure of a text as a digit, one for one: 幺三八〇 → 1380, as phone numbers are spoken. */
export function spellFigures(text: string): string {
  return [...text].map((character) => digits[character] ?? character).join('');
}

/** 二〇二六, 一五六: figure by figure. A last figure that a unit follows belongs to the next numeral. */
function spelledDigits(text: string, start: number): ScannedNumber | undefined {
  let end = start;
  while (text[end] !== undefined && digits[text[end] ?? ''] !== undefined && end - start < 15) end += 1;
  if (units[text[end] ?? '']) end -= 1;
  if (end - start < 2) return undefined;
  const figures = [...text.slice(start, end)].map((character) => digits[character] ?? 0);
  return { value: Number(figures.join('')), end };
}

function spelled(text: string, start: number): ScannedNumber | undefined {
  let total = 0;
  let last = 100_000;
  let at = start;
  for (;;) {
    const character = text[at] ?? '';
    const ten = tens[character];
    if (ten && last > 10) {
      total += ten;
      last = 10;
      at += 1;
      continue;
    }
    const implied = at === start ? units[character] : undefined;
    if (implied) {
      total = implied;
      last = implied;
      at += 1;
      continue;
    }
    const skipsZero = at > start && digits[character] === 0 ? 1 : 0;
    const digit = digits[text[at + skipsZero] ?? ''];
    if (digit === undefined || (at > start && last === 1)) break;
    const unit = units[text[at + skipsZero + 1] ?? ''];
    if (unit && unit < last) {
      total += digit * unit;
      last = unit;
      at += skipsZero + 2;
      continue;
    }
    if (unit && at > start) break;
    at += skipsZero + 1;
    total += at - 1 === start || skipsZero > 0 ? digit : digit * (last / 10);
    break;
  }
  return at === start ? undefined : { value: total, end: at };
}

function digitAt(text: string, at: number): number | undefined {
  const character = text[at] ?? '';
  return /^\d$/u.test(character) ? Number(character) : digits[character];
}
