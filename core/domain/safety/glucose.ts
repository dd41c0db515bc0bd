import { numberAfter } from './measured-number.ts';

/** A glucose value in mmol/L. `at` to `end` is where it stands. */
export interface FoundGlucose {
  kind: 'glucose';
  value: number;
  when?: 'fasting' | 'after-meal';
  at: number;
  end: number;
}

/** mg/dL, as on meters from abroad, is turned into mmol/L; what no meter shows is not read. */
export function findGlucoses(text: string): FoundGlucose[] {
  const labels = [...text.matchAll(/(?:空腹|餐后|饭后|随机)*血糖(?![试纸针])|空腹|餐后|饭后/gu)];
  const speaksOfSugar = /血糖|糖尿|mmol|测糖/u.test(text);
  const found: FoundGlucose[] = [];
  for (const [index, label] of labels.entries()) {
    const start = label.index + label[0].length;
    const until = Math.min(labels[index + 1]?.index ?? text.length, start + 16);
    const number = numberAfter(text, { start, until, least: 0.5, most: 900, decimals: 'allowed' });
    if (!number || (!speaksOfSugar && Number.isInteger(number.value))) continue;
    const foreign = /^\s*mg/u.test(text.slice(number.end));
    const value = foreign ? Math.round((number.value / 18) * 10) / 10 : number.value;
    if (value > highestShown) continue;
    const since = found.at(-1)?.end ?? 0;
    const when = mealOf(label[0]) ?? mealOf(text.slice(Math.max(since, label.index - 8), number.end));
    found.push({ kind: 'glucose', value, ...(when ? { when } : {}), at: label.index, end: number.end });
  }
  return found;
}

/** mmol/L. Above it, meters show HI: such a figure is in other units or a slip. */
const highestShown = 60;

function mealOf(text: string): FoundGlucose['when'] {
  if (/餐后|饭后|吃完|吃过|吃了/u.test(text)) return 'after-meal';
  return /空腹|餐前|饭前|没吃/u.test(text) ? 'fasting' : undefined;
}
