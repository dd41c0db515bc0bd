import { numberAfter } from './measured-number.ts';

/** A body weight in kg. `at` to `end` is where it stands. */
export interface FoundWeight {
  kind: 'weight';
  value: number;
  at: number;
  end: number;
}

/** 体重65公斤, 体重130斤 (half of it), 称了体重 65.5. */
export function findWeights(text: string): FoundWeight[] {
  return [...text.matchAll(/体重(?!秤|指数|管理)/gu)].flatMap((label) => {
    const start = label.index + label[0].length;
    const digits = /^[^\d。;!?,，]{0,6}(\d{1,3}(?:\.\d)?)\s*(公斤|千克|kg|斤)?/u.exec(text.slice(start));
    const spoken = digits
      ? { value: Number(digits[1]), end: start + digits[0].length, unit: digits[2] }
      : numberAfter(text, { start, until: start + 10, least: 2, most: 300, decimals: 'allowed' });
    if (!spoken) return [];
    const value = 'unit' in spoken && spoken.unit === '斤' ? spoken.value / 2 : spoken.value;
    return [{ kind: 'weight' as const, value, at: label.index, end: spoken.end }];
  });
}
