import { spellFigures } from '#kit/chinese-input/numbers.ts';

/** A number that can take an SMS. */
export interface ReadPhone {
  region: 'mainland' | 'macau' | 'hong-kong';
  /** What is sealed, indexed and handed to the gateway: 13800000001; +85366123456; +85291234567. */
  number: string;
}

/**
 * Reads a mobile number out of an answer: of the mainland with or without +86, of Macau with 853, of Hong Kong with 852.
 * Tolerant of spaces, dashes, full width, spoken figures (幺三八…) and words around it. Eight figures without a region are
 * undefined: they may be Macau's or Hong Kong's.
 */
export function readPhone(text: string): ReadPhone | undefined {
  const plain = spellFigures(text.normalize('NFKC')).replace(/[\s\-—–_.,，。()（）:：]/gu, '');
  const found = forms.flatMap(({ region, pattern, prefix }) =>
    [...plain.matchAll(pattern)].map((match) => ({ region, number: `${prefix}${match[1] ?? ''}` })),
  );
  const numbers = new Map(found.map((phone) => [phone.number, phone]));
  const [only] = numbers.values();
  return numbers.size === 1 ? only : undefined;
}

const forms: readonly { region: ReadPhone['region']; pattern: RegExp; prefix: string }[] = [
  { region: 'mainland', pattern: /(?<!\d)(?:\+?(?:00)?86)?(1[3-9]\d{9})(?!\d)/gu, prefix: '' },
  { region: 'macau', pattern: /(?<!\d)\+?(?:00)?853(6\d{7})(?!\d)/gu, prefix: '+853' },
  { region: 'hong-kong', pattern: /(?<!\d)\+?(?:00)?852([4-9]\d{7})(?!\d)/gu, prefix: '+852' },
];
