import { normalise } from '#kit/chinese-input/normalise.ts';
import type { FollowUpRules } from '../packs/follow-up-rules.ts';
import { nationalFollowUps2017 } from '../packs/national/follow-ups-2017.ts';
import { isOnlyMentioned } from './mentioned.ts';
import { findReadings, type Reading } from './readings.ts';
import { bloodAndInjurySigns } from './signs/blood-and-injury.ts';
import { consciousnessSigns } from './signs/consciousness.ts';
import { heartAndBreathSigns } from './signs/heart-and-breath.ts';
import { motherAndChildSigns } from './signs/mother-and-child.ts';
import { poisoningSigns } from './signs/poisoning.ts';
import type { DangerKind, Sign } from './signs/sign.ts';
import { strokeAndHeadSigns } from './signs/stroke-and-head.ts';
import { suicideSigns } from './signs/suicide.ts';
import { correctSpellings } from './spellings.ts';

/** The part of a district's rules that says which readings are dangerous. */
export type DangerLimits = Pick<FollowUpRules, 'pressure' | 'glucose'>;

export type { DangerKind } from './signs/sign.ts';

/** A sign of danger, and the words that said it (simplified, half width), to be repeated in the answer. */
export interface DangerSign {
  kind: DangerKind;
  phrase: string;
}

/** In this order: what somebody has swallowed or means to do decides what is said, then the child, then the rest. */
const signs: readonly Sign[] = [
  ...poisoningSigns,
  ...suicideSigns,
  ...motherAndChildSigns,
  ...consciousnessSigns,
  ...heartAndBreathSigns,
  ...strokeAndHeadSigns,
  ...bloodAndInjurySigns,
];

/**
 * Finds what must be answered before anything else (domain.md §5, danger signs): in typed text, in voice text, in any
 * dialogue. Spellings and Cantonese are understood; what is denied, long past, over, or spoken of in general is not a sign.
 * A question about a pain (“胸痛是什么原因”) is one. Symptoms come before readings.
 *
 * @param limits from which readings on; those of the national specification where no district is known yet.
 */
export function findDangerSign(text: string, limits: DangerLimits = nationalFollowUps2017): DangerSign | undefined {
  const plain = normalise(text);
  const read = correctSpellings(plain);
  for (const sign of signs) {
    const phrase = spoken(sign, read);
    if (phrase) return { kind: sign.kind, phrase };
  }
  return dangerousReading(plain, limits);
}

function spoken(sign: Sign, text: string): string | undefined {
  for (const match of text.matchAll(sign.pattern)) {
    const end = match.index + match[0].length;
    const otherwise = sign.unless?.test(sentenceAround(text, match.index, end)) ?? false;
    if (!otherwise && !isOnlyMentioned(text, match.index, end)) return match[0];
  }
  return undefined;
}

function sentenceAround(text: string, start: number, end: number): string {
  const from = Math.max(...['。', '!', '?', ';'].map((mark) => text.lastIndexOf(mark, start - 1))) + 1;
  const to = /[。!?;]/u.exec(text.slice(end))?.index ?? text.length;
  return text.slice(from, end + to);
}

function dangerousReading(text: string, limits: DangerLimits): DangerSign | undefined {
  for (const reading of findReadings(text)) {
    if (reading.kind === 'weight') continue;
    const at = text.indexOf(reading.phrase);
    if (!isDangerous(reading, limits) || isOnlyMentioned(text, at, at + reading.phrase.length)) continue;
    return { kind: `reading-${reading.kind}`, phrase: reading.phrase };
  }
  const meter = /血糖仪?[^,。]{0,6}(?:爆表|测不出|显示hi|显示lo)|低血糖(?:了|犯|发作|又)/u.exec(text);
  if (!meter || isOnlyMentioned(text, meter.index, meter.index + meter[0].length)) return undefined;
  return { kind: 'reading-glucose', phrase: meter[0] };
}

/** Halves that were said the wrong way round are still seen: the greater one counts as systolic. */
function isDangerous(reading: Exclude<Reading, { kind: 'weight' }>, limits: DangerLimits): boolean {
  if (reading.kind === 'glucose')
    return reading.value >= limits.glucose.dangerHigh || reading.value <= limits.glucose.dangerLow;
  const { systolic, diastolic } = reading;
  if (systolic === undefined || diastolic === undefined) {
    return (systolic ?? 0) >= limits.pressure.dangerSystolic || (diastolic ?? 0) >= limits.pressure.dangerDiastolic;
  }
  return (
    Math.max(systolic, diastolic) >= limits.pressure.dangerSystolic ||
    Math.min(systolic, diastolic) >= limits.pressure.dangerDiastolic
  );
}
