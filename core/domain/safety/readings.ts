import { normalise } from '#kit/chinese-input/normalise.ts';
import { numeral } from '#kit/chinese-input/numbers.ts';
import { findGlucoses } from './glucose.ts';
import { findPressures } from './pressure.ts';
import { findWeights } from './weight.ts';

/** A measurement found in a sentence, as it was said: halves and impossible pairs too. */
export type Reading =
  /** mmHg. One half is missing when only 高压 or 低压 was said. */
  | { kind: 'pressure'; systolic?: number; diastolic?: number; phrase: string }
  /** mmol/L. */
  | { kind: 'glucose'; value: number; when?: 'fasting' | 'after-meal'; phrase: string }
  /** kg. */
  | { kind: 'weight'; value: number; phrase: string };

/**
 * Blood pressure and glucose in natural words: 血压150/95, 高压150低压95, 血压一百五十六九十八, 190/120, 空腹血糖七点八,
 * 餐后两小时9.2. Kilopascals, HbA1c, prices, targets (“控制在140以下”) and what a value fell from are not read.
 */
export function findReadings(text: string): Reading[] {
  const read = normalise(text);
  const measurable = masked(read);
  const pressures = /kpa|千帕/u.test(read) ? [] : findPressures(measurable);
  return [...pressures, ...findGlucoses(measurable), ...findWeights(measurable)]
    .sort((a, b) => a.at - b.at)
    .map(({ at, end, ...reading }) => ({ ...reading, phrase: read.slice(at, end) }));
}

/** Blots out what would be taken for a reading and is none; the length stays. */
function masked(text: string): string {
  return notMeasured.reduce((rest, pattern) => rest.replace(pattern, (found) => '~'.repeat(found.length)), text);
}

const value = `${numeral}(?:[./]${numeral})?`;
const notMeasured = [
  /糖化(?:血红蛋白)?[^,。;]{0,6}?\d+(?:\.\d+)?%?/gu,
  new RegExp(
    `(?:从|由)[^,。;\\d]{0,6}${value}[^,。;\\d]{0,6}(?:降|减|退|恢复|掉|跌)[^,。;\\d]{0,2}(?:到|至|为|成)`,
    'gu',
  ),
  new RegExp(`(?:控制在|不超过|没超过|低于|不到|没到|没有|小于|少于|正常值?是|正常为|标准是?|目标是?)${value}`, 'gu'),
  new RegExp(`${value}(?:以下|以内)`, 'gu'),
];
