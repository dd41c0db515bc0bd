import type { Measured } from '#domain/follow-ups/keep-reading.ts';
import type { FollowUpRules } from '#domain/packs/follow-up-rules.ts';
import { findReadings, type Reading } from '#domain/safety/readings.ts';

/** What a sentence says of measurements: whole and likely, or what is wrong with it. */
export type ReadValue =
  | { is: 'whole'; measured: Measured }
  | { is: 'half'; systolic: number | undefined; diastolic: number | undefined; said: string }
  | { is: 'without-meal'; value: number; said: string }
  | { is: 'unlikely'; kind: Measured['kind']; said: string };

export function readValues(text: string, rules: FollowUpRules): ReadValue[] {
  return findReadings(text).map((reading) => readValue(reading, rules));
}

function readValue(reading: Reading, { pressure, glucose, weight }: FollowUpRules): ReadValue {
  const said = reading.phrase;
  switch (reading.kind) {
    case 'pressure': {
      const { systolic, diastolic } = reading;
      const isLikely =
        (systolic === undefined || within(systolic, pressure.plausibleSystolic)) &&
        (diastolic === undefined || within(diastolic, pressure.plausibleDiastolic)) &&
        (systolic === undefined || diastolic === undefined || systolic > diastolic);
      if (!isLikely) return { is: 'unlikely', kind: 'pressure', said };
      if (systolic === undefined || diastolic === undefined) return { is: 'half', systolic, diastolic, said };
      return { is: 'whole', measured: { kind: 'pressure', systolic, diastolic } };
    }
    case 'glucose': {
      const { value, when } = reading;
      if (!within(value, glucose.plausible)) return { is: 'unlikely', kind: 'glucose', said };
      return when === undefined
        ? { is: 'without-meal', value, said }
        : { is: 'whole', measured: { kind: 'glucose', value, when } };
    }
    case 'weight':
      return within(reading.value, weight)
        ? { is: 'whole', measured: { kind: 'weight', value: reading.value } }
        : { is: 'unlikely', kind: 'weight', said };
  }
}

function within(value: number, { least, most }: { least: number; most: number }): boolean {
  return value >= least && value <= most;
}

/** A sentence that is read again as the same readings. */
export function sayAgain(readings: readonly Reading[]): string {
  return readings
    .map((reading) => {
      switch (reading.kind) {
        case 'pressure':
          if (reading.systolic === undefined) return `低压${reading.diastolic}`;
          return reading.diastolic === undefined
            ? `高压${reading.systolic}`
            : `血压${reading.systolic}/${reading.diastolic}`;
        case 'glucose':
          return `${reading.when === undefined ? '' : reading.when === 'fasting' ? '空腹' : '餐后'}血糖${reading.value}`;
        case 'weight':
          return `体重${reading.value}公斤`;
      }
    })
    .join('。');
}
