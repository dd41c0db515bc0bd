import { createRequire } from 'node:module';
import type { pinyin } from 'pinyin-pro';

/** One syllable in two halves, without its tone: 诊 is `zh` and `en`. What is not Chinese is its own initial. */
export interface Syllable {
  initial: string;
  final: string;
}

/** The syllable that a character is most often read as. */
export function syllableOf(character: string): Syllable {
  const known = syllables.get(character);
  if (known) return known;
  const syllable = split(/\p{Script=Han}/u.test(character) ? speak(character) : character);
  if (syllables.size < 30_000) syllables.set(character, syllable);
  return syllable;
}

/** A text's syllables without tones and spaces, to find words in that are written in other characters. */
export function syllablesOf(text: string): string[] {
  return [...text].map((character) => {
    const { initial, final } = syllableOf(character);
    return `${initial}${final}`;
  });
}

const syllables = new Map<string, Syllable>();
let loaded: typeof pinyin | undefined;

/** The table takes 100 ms to load: at the first word that needs it, not at start. */
function speak(character: string): string {
  // What require returns has no type; this is the package's own.
  loaded ??= (createRequire(import.meta.url)('pinyin-pro') as { pinyin: typeof pinyin }).pinyin;
  return loaded(character, { toneType: 'none', v: true });
}

function split(syllable: string): Syllable {
  const initial = /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])/u.exec(syllable)?.[0] ?? '';
  return { initial, final: syllable.slice(initial.length) };
}
