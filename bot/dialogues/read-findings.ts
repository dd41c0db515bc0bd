import type { Findings } from '#domain/follow-ups/rules.ts';
import { findReadings } from '#domain/safety/readings.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import { readValues } from './read-values.ts';

/** One sentence of a doctor: values, 危险性0, 有不良反应. */
export function findingsOf(text: string, rules: Parameters<typeof readValues>[1]): Findings {
  const findings: Findings = {};
  for (const value of readValues(text, rules)) {
    if (value.is !== 'whole') continue;
    const { measured } = value;
    if (measured.kind === 'pressure') findings.pressure ??= measured;
    else if (measured.kind === 'glucose') findings.glucose ??= measured;
    else findings.weight ??= measured.value;
  }
  const plain = normalise(text);
  // A doctor's bare “血糖6.8” in a follow-up is fasting: the rules ask for it.
  const bare = findReadings(text).find((reading) => reading.kind === 'glucose' && reading.when === undefined);
  if (!findings.glucose && bare?.kind === 'glucose') findings.glucose = { value: bare.value, when: 'fasting' };
  const risk = /(?:危险性|风险|等级)[^\d]{0,4}([0-5])(?!\d)|^([0-5])级?$/u.exec(plain);
  if (risk) findings.risk = Number(risk[1] ?? risk[2]);
  if (/不良反应|副作用/u.test(plain) && !/(?:无|没有?|未见)[^,。]{0,4}(?:不良反应|副作用)/u.test(plain))
    findings.adverse = true;
  return findings;
}
