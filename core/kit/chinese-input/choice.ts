import { normalise } from './normalise.ts';
import { readNumber } from './numbers.ts';
import { findKinships, sameKinship } from './person.ts';
import { closeness } from './similarity.ts';
import { findTimes } from './times.ts';

/** What an answer to a numbered list picks; `index` counts from 0. `several`: it fits more than one line, ask again. */
export type ChoiceReading = { kind: 'one'; index: number } | { kind: 'several'; indexes: number[] } | { kind: 'none' };

/**
 * Reads an answer to a list that was printed one choice a line: its number in any writing (1 １ 一 第一个 ① 选1 最后一个),
 * its text, a part of it that no other line has, or words so close to one line alone that nothing else can be meant.
 *
 * @param labels the lines in the order in which they were shown, without their numbers.
 */
export function readChoice(text: string, labels: readonly string[]): ChoiceReading {
  const answer = bare(text);
  if (answer === '') return { kind: 'none' };
  const lines = labels.map(bare);
  const equal = which(lines, (line) => line === answer);
  if (equal.kind !== 'none') return equal;
  // After the lines themselves: “不用来了” may be one.
  if (refusing.test(answer)) return { kind: 'none' };
  const numbered = readOrdinal(answer, labels.length);
  if (numbered.kind !== 'none') return agreeing(numbered, answer, lines);
  if (isNumeral(answer)) return { kind: 'none' };
  for (const test of textTests(answer)) {
    const found = which(lines, test);
    if (found.kind !== 'none') return found;
  }
  return closest(answer, lines);
}

const refusing = /^(?:都?不[是要选行用]|没有一个|哪个都不|除了)/u;
const wrapping = /^(?:我?(?:就|要|选|选择|想要?|还是|那就|回复|答|约|定|挑)+)(?=.)|(?:吧|好了|就行|就好|可以|行|了)$/gu;

/** An answer or a line without what makes no difference. */
function bare(text: string): string {
  const read = normalise(text).replace(/[()[\]"'\s]/gu, '');
  const short = read.replace(wrapping, '').replace(/[。.,，、:：)!]+$/u, '');
  return short === '' ? read : short;
}

function isNumeral(answer: string): boolean {
  return readNumber(answer) !== undefined;
}

const numbers = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})';
const ordinals = [
  new RegExp(`^(?:第|序号|选项|编号|no\\.?|#|数字)?${numbers}(?:个|项|条|号|位|种|行|楼|的|那个|家)*$`, 'u'),
  new RegExp(`^第${numbers}(?:个|项|条|位|种)?(?:那个|的)?[^\\d]{0,12}$`, 'u'),
  new RegExp(`^${numbers}[.、,:)）](?=[^\\d])`, 'u'),
];

function readOrdinal(answer: string, count: number): ChoiceReading {
  if (/^(?:最后|末尾|最末|最下面|最底下)(?:面|边)?(?:的)?(?:那)?一?(?:个|项|条|位)?的?$/u.test(answer))
    return pick(count - 1, count);
  if (/^(?:头一|最前|最上面)(?:面)?的?(?:那)?一?(?:个|项|条|位)?的?$/u.test(answer)) return pick(0, count);
  if (count === 2 && /^(?:上|前)(?:面|边|一)?的?那?(?:个|项|条)$/u.test(answer)) return pick(0, count);
  if (count === 2 && /^(?:下|后)(?:面|边|一)?的?那?(?:个|项|条)$/u.test(answer)) return pick(1, count);
  if (count === 3 && /^中间的?那?一?(?:个|项|条)$/u.test(answer)) return pick(1, count);
  const fromEnd = new RegExp(`^倒数第?${numbers}(?:个|项|条)?$`, 'u').exec(answer);
  if (fromEnd) return pick(count - (readNumber(fromEnd[1] ?? '') ?? 0), count);
  for (const ordinal of ordinals) {
    const match = ordinal.exec(answer);
    if (match) return pick((readNumber(match[1] ?? '') ?? 0) - 1, count);
  }
  const two = new RegExp(`^${numbers}(?:和|或者?|跟|、|,|，|/|-|~|都)${numbers}`, 'u').exec(answer);
  if (!two) return { kind: 'none' };
  const indexes = [two[1], two[2]].map((number) => (readNumber(number ?? '') ?? 0) - 1);
  return indexes.every((index) => index >= 0 && index < count) ? { kind: 'several', indexes } : { kind: 'none' };
}

function pick(index: number, count: number): ChoiceReading {
  return index >= 0 && index < count ? { kind: 'one', index } : { kind: 'none' };
}

/** “1. 周三” must not pick the first line when 周三 stands in another alone. */
function agreeing(numbered: ChoiceReading, answer: string, lines: readonly string[]): ChoiceReading {
  const said = answer.replace(/^第?[\d一二两三四五六七八九十]+[个项条位.、,:)）]*/u, '');
  if (said.length < 2 || numbered.kind !== 'one') return numbered;
  const meant = which(lines, (line) => line.includes(said));
  if (meant.kind !== 'one' || meant.index === numbered.index) return numbered;
  return { kind: 'several', indexes: [numbered.index, meant.index] };
}

/** From the strictest to the loosest; the first that fits any line decides. */
function textTests(answer: string): ((line: string) => boolean)[] {
  const titles = answer.replace(/(?:医生|大夫|主任|护士|老师|中心|社区|卫生|服务|门诊|医院)/gu, '');
  const times = findTimes(answer).times;
  const kinships = findKinships(answer);
  return [
    (line) => line.includes(answer),
    (line) => line.length >= 2 && answer.includes(line),
    (line) => kinships.length === 1 && sameKinship(line, answer),
    (line) => times.length > 0 && findTimes(line).times.some((time) => times.includes(time)),
    (line) => titles !== answer && titles.length >= 1 && line.includes(titles) && inOrder(answer, line),
    (line) => answer.length >= 2 && inOrder(answer, line),
  ];
}

/** Whether the characters stand in the line in this order: 陈医生 in 陈志远医生. */
function inOrder(characters: string, line: string): boolean {
  let from = 0;
  for (const character of characters) {
    const at = line.indexOf(character, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** The line that sounds closest, when it is close and no other is nearly as close. Figures are never guessed. */
function closest(answer: string, lines: readonly string[]): ChoiceReading {
  if (/\d/u.test(answer) || [...answer].length < 2) return { kind: 'none' };
  const ranked = lines
    .map((line, index) => ({
      index,
      value: Math.max(closeness(answer, line), closeness(answer, line.slice(0, answer.length))),
    }))
    .sort((a, b) => b.value - a.value);
  const [first, second] = ranked;
  if (!first || first.value < 0.75) return { kind: 'none' };
  if (second && first.value - second.value < 0.12) return { kind: 'several', indexes: [first.index, second.index] };
  return { kind: 'one', index: first.index };
}

function which(lines: readonly string[], fits: (line: string) => boolean): ChoiceReading {
  const indexes = lines.flatMap((line, index) => (fits(line) ? [index] : []));
  const [first] = indexes;
  if (first === undefined) return { kind: 'none' };
  return indexes.length === 1 ? { kind: 'one', index: first } : { kind: 'several', indexes };
}
