import { type Syllable, syllableOf } from './pinyin.ts';

/**
 * How close two texts sound and look: 1 the same, 0 nothing in common. Homophones are nearly the same, then what southern
 * speakers type for each other (zh/z, n/l, in/ing), then a character too many or too few.
 */
export function closeness(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : Math.max(0, 1 - distance(a, b, 'whole') / longest);
}

/** How close the part of `text` comes to `word` that comes closest: 1 when the word stands in it. */
export function closenessWithin(text: string, word: string): number {
  if (text.includes(word)) return 1;
  const [a, b] = [[...text], [...word]];
  return b.length === 0 ? 1 : Math.max(0, 1 - distance(a, b, 'part') / b.length);
}

const extraCharacter = 0.5;
const missingCharacter = 0.6;
const homophone = 0.08;
const nearMiss = 0.25;

/** Edit distance; by `part`, what stands before and behind the best place in `text` costs nothing. */
function distance(text: readonly string[], word: readonly string[], extent: 'whole' | 'part'): number {
  let row = word.reduce<number[]>((costs, _, index) => [...costs, (index + 1) * missingCharacter], [0]);
  let best = row[word.length] ?? 0;
  for (const [read, character] of text.entries()) {
    const next = [extent === 'part' ? 0 : (read + 1) * extraCharacter];
    for (const [index, wanted] of word.entries()) {
      const replaced = (row[index] ?? 0) + substitution(character, wanted);
      const extra = (row[index + 1] ?? 0) + extraCharacter;
      const missing = (next[index] ?? 0) + missingCharacter;
      next.push(Math.min(replaced, extra, missing));
    }
    row = next;
    best = Math.min(best, row[word.length] ?? best);
  }
  return extent === 'part' ? best : (row[word.length] ?? 0);
}

const known = new Map<string, number>();

/** Remembered: the words that are looked for are few, and so are the characters that people write. */
function substitution(one: string, other: string): number {
  if (one === other) return 0;
  const pair = one + other;
  const before = known.get(pair);
  if (before !== undefined) return before;
  const cost = soundCost(one, other);
  if (known.size < 50_000) known.set(pair, cost);
  return cost;
}

function soundCost(one: string, other: string): number {
  if (!/\p{Script=Han}/u.test(one) || !/\p{Script=Han}/u.test(other)) return 1;
  const [a, b] = [syllableOf(one), syllableOf(other)];
  const initials = sound(a, b, 'initial', nearInitials);
  const finals = sound(a, b, 'final', nearFinals);
  if (initials === 0 && finals === 0) return homophone;
  return initials <= 1 && finals <= 1 ? nearMiss * Math.max(1, (initials + finals) * 0.8) : 1;
}

/** 0 the same, 1 easily taken for each other, 2 different. */
function sound(one: Syllable, other: Syllable, half: keyof Syllable, near: readonly string[]): number {
  if (one[half] === other[half]) return 0;
  return near.includes(`${one[half]} ${other[half]}`) || near.includes(`${other[half]} ${one[half]}`) ? 1 : 2;
}

const nearInitials = ['zh z', 'ch c', 'sh s', 'n l', 'f h', 'r l', 'j z', 'q c', 'x s', 'j zh', 'q ch', 'x sh', 'h w'];
const nearFinals = [
  'an ang',
  'en eng',
  'in ing',
  'ian iang',
  'uan uang',
  'un ong',
  'ou u',
  'ui ei',
  'uo o',
  'ue ve',
  'ian in',
];
