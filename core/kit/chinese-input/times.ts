import { type DayPart, dayPartAt, dayPartRanges, hoursOf, type TimeRange } from './day-part.ts';
import { normalise } from './normalise.ts';
import { numeral, readNumber, scanNumber } from './numbers.ts';

/** What a sentence says about the time of day. */
export interface TimeReading {
  /** `HH:MM`, likeliest first. Two where two readings hold and nothing decides: 七点 is 07:00 or 19:00. */
  times: string[];
  /** 晚上, 七点以后, 六点到八点. Given instead of times. */
  range?: TimeRange;
  /** 七点左右. */
  about: boolean;
}

/** What is known besides the sentence. */
export interface TimeContext {
  /** When the thing asked about takes place, e.g. a clinic's hours: decides between 07:30 and 19:30. */
  between?: TimeRange | undefined;
  /** The part of the day that goes without saying: evening at a night clinic. */
  part?: DayPart | undefined;
}

/**
 * The times that a sentence names. A part of the day that is said decides first (晚上七点半 is 19:30, 晚上十二点 is 00:00 of
 * the following night), then the context. Readings outside `between` are given only when none lies inside.
 */
export function findTimes(text: string, context: TimeContext = {}): TimeReading {
  const read = normalise(text);
  const spoken = [...read.matchAll(clock)].filter((match) => !meansAmount(match, read));
  const readings = spoken.map((match) => readingsOf(match, read, context)).filter((times) => times.length > 0);
  const about = /左右|大概|大约|差不多|前后|上下/u.test(read);
  const part = dayPartAt(read, read.length);
  if (readings.length === 0) return part ? { times: [], range: dayPartRanges[part], about } : { times: [], about };
  const range = rangeOf(read, spoken, readings, context);
  return range ? { times: [], range, about } : { times: [...new Set(readings.flat())], about };
}

/** Like `findTimes`, for the answer to “at what time?”: 7, 七, 730 and 1930 are times too. */
export function readTimes(text: string, context: TimeContext = {}): TimeReading {
  const read = normalise(text);
  const figures = /^(\d{1,2})[., ]?(\d{2})?$/u.exec(read);
  if (figures) return findTimes(`${figures[1]}:${figures[2] ?? '00'}`, context);
  return findTimes(Number.isInteger(readNumber(read)) ? `${read}点` : text, context);
}

/** No longer than one hour: 周三七点 is no 37 o'clock. */
const spokenHour = '(?:\\d{1,2}|[二两]?十[一二三四五六七八九]?|廿[一二三四]?|[零〇一二两三四五六七八九])';
const less = `${numeral}分钟?|一刻钟?`;
const minutes = [
  '(?<half>半)',
  '(?<quarters>[一两二三])刻',
  '(?<fives>[一二两三四五六七八九十]+)个字',
  `差(?<lessAfter>${less})`,
  `[过零〇又]*(?<minute>${numeral})分`,
  '[零〇](?<fewMinutes>[一二三四五六七八九])',
  '(?<roundMinutes>\\d{2}(?!\\d)|[二三四五]?十[一二三四五六七八九]?)',
].join('|');
const clock = new RegExp(
  `(?<![\\d:.])(?:差(?<lessBefore>${less})到?)?(?<![周期拜])(?<hour>${spokenHour})(?:点(?![一二三四五六七八九\\d](?![一二三四五六七八九十\\d点分时刻个:]))钟?|时)(?:[整正]|${minutes})?` +
    '|(?<![\\d:.])(?<figureHour>\\d{1,2})(?::|(?<=[上晚午]\\d{1,2})\\.)(?<figureMinute>\\d{2})' +
    '|(?<![\\d:.])(?<englishHour>\\d{1,2})(?=[ap]m)',
  'gu',
);

/** 一点 is “a little” more often than one o'clock. */
function meansAmount(match: RegExpExecArray, text: string): boolean {
  if (match[0] !== '一点') return false;
  const before = text.slice(0, match.index);
  const behind = text.slice(match.index + 2);
  if (/(?:上午|下午|晚上|中午|凌晨|[今明后]晚|半夜)$/u.test(before)) return false;
  return before !== '' || !/^(?:左右|以后|之后|以前|到|的|$)/u.test(behind);
}

function readingsOf(match: RegExpExecArray, text: string, { between, part }: TimeContext): string[] {
  const said = match.groups ?? {};
  const figures = said['figureHour'] ?? said['englishHour'];
  const spokenPart = /^0\d/u.test(figures ?? '') ? 'morning' : (dayPartAt(text, match.index) ?? part);
  const total = figures
    ? Number(figures) * 60 + Number(said['figureMinute'] ?? 0)
    : number(said['hour']) * 60 + minuteOf(said) - lessOf(said['lessBefore'] ?? said['lessAfter']);
  if (Number(said['figureMinute'] ?? 0) > 59 || minuteOf(said) > 59) return [];
  const readings = hoursOf(Math.floor(total / 60), total % 60, spokenPart);
  const inside = between ? readings.filter((time) => time >= between.from && time <= between.to) : [];
  return inside.length > 0 ? inside : readings;
}

function minuteOf(said: Record<string, string | undefined>): number {
  if (said['half']) return 30;
  if (said['quarters']) return number(said['quarters']) * 15;
  if (said['fives']) return number(said['fives']) * 5;
  return number(said['minute'] ?? said['fewMinutes'] ?? said['roundMinutes']);
}

function lessOf(text: string | undefined): number {
  if (!text) return 0;
  return text.startsWith('一刻') ? 15 : number(text);
}

/** 六点到八点, 七点以后, 八点前. Only where each time named has one reading. */
function rangeOf(
  text: string,
  spoken: RegExpExecArray[],
  readings: string[][],
  context: TimeContext,
): TimeRange | undefined {
  const [first, second] = spoken;
  const [[from] = [], [to] = []] = readings;
  if (!first || !from || readings.some((times) => times.length > 1)) return undefined;
  const behind = text.slice(first.index + first[0].length);
  if (second && to && /^(?:钟|整)?(?:到|至|-|~|和)/u.test(behind)) return from < to ? { from, to } : undefined;
  if (second) return undefined;
  const part = dayPartAt(text, first.index) ?? context.part;
  const whole = context.between ?? (part ? dayPartRanges[part] : { from: '00:00', to: '23:59' });
  if (/^(?:钟|整)?(?:以后|之后|过后|后|开始|起)/u.test(behind)) return { from, to: whole.to };
  if (/^(?:钟|整)?(?:以前|之前|前)/u.test(behind)) return { from: whole.from, to: from };
  return undefined;
}

function number(text: string | undefined): number {
  return scanNumber(text ?? '', 0)?.value ?? 0;
}
