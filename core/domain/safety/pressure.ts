import { type ScannedNumber, scanNumber } from '#kit/chinese-input/numbers.ts';
import { isOtherUnit, numberAfter } from './measured-number.ts';

/** A pressure as it was said, in mmHg; one half may be missing. `at` to `end` is where it stands. */
export interface FoundPressure {
  kind: 'pressure';
  systolic?: number;
  diastolic?: number;
  at: number;
  end: number;
}

export function findPressures(text: string): FoundPressure[] {
  const labels = [
    ...text.matchAll(
      /(?<high>高压|收缩压|上压|高(?=\d{2,3}低)|(?:高的|上面)(?=是?\d{3}))|(?<low>低压|舒张压|下压|(?<=\d)低(?=\d{2,3})|(?:低的|下面)(?=是?\d{2,3}))|(?<both>血压(?![仪药表片病]|计(?!显示|量|测)))/gu,
    ),
  ];
  const found = labels.flatMap((label, index) => {
    const start = label.index + label[0].length;
    const until = Math.min(labels[index + 1]?.index ?? text.length, start + 16);
    const pressure = label.groups?.['both']
      ? whole(text, start, until)
      : half(text, start, until, label.groups?.['low']);
    return pressure ? [{ ...pressure, at: label.index }] : [];
  });
  return found.length > 0 ? joinHalves(found) : unlabelled(text);
}

type Unplaced = Omit<FoundPressure, 'at'>;

function half(text: string, start: number, until: number, low: string | undefined): Unplaced | undefined {
  const number = numberAfter(text, { start, until, least: 30, most: 300, decimals: 'none' });
  if (!number) return undefined;
  return { kind: 'pressure', ...(low ? { diastolic: number.value } : { systolic: number.value }), end: number.end };
}

function whole(text: string, start: number, until: number): Unplaced | undefined {
  const slash = /(\d{1,3})\/(\d{1,3})(?![\d/])/u.exec(text.slice(start, until + 7));
  if (slash) {
    const end = start + slash.index + slash[0].length;
    return { kind: 'pressure', systolic: Number(slash[1]), diastolic: Number(slash[2]), end };
  }
  const first = numberAfter(text, { start, until, least: 30, most: 300, decimals: 'none' });
  if (!first) return undefined;
  const second = partner(text, first);
  return {
    kind: 'pressure',
    systolic: first.value,
    ...(second ? { diastolic: second.value } : {}),
    end: second?.end ?? first.end,
  };
}

/** The second number of 190 120, 一百九一百二, 190比120. */
function partner(text: string, first: ScannedNumber): ScannedNumber | undefined {
  const gap = /^[\s/\\,，、.:~-]*(?:比|和|跟|到|下面)?[\s/:]*/u.exec(text.slice(first.end))?.[0].length ?? 0;
  const second = scanNumber(text, first.end + gap);
  if (!second || second.value < 20 || second.value > 250 || isOtherUnit(text.slice(second.end))) return undefined;
  return second;
}

/** 高压150低压95 is one pressure. */
function joinHalves(found: FoundPressure[]): FoundPressure[] {
  return found.reduce<FoundPressure[]>((joined, pressure) => {
    const last = joined.at(-1);
    const complements =
      last &&
      (last.systolic === undefined) === (pressure.diastolic === undefined) &&
      (last.diastolic === undefined) === (pressure.systolic === undefined);
    if (!complements) return [...joined, pressure];
    return [...joined.slice(0, -1), { ...pressure, ...last, end: pressure.end }];
  }, []);
}

/** 190/120 without a word; as a whole message also 190 120 and 一百九一百二. */
function unlabelled(text: string): FoundPressure[] {
  const slash = /(?<![\d/.])(\d{2,3})\/(\d{2,3})(?![\d/.])/u.exec(text);
  const measured = slash ? undefined : afterMeasuring(text);
  if (measured) return [measured];
  const first = slash ? { value: Number(slash[1]), end: slash.index } : scanNumber(text, 0);
  const second = slash
    ? { value: Number(slash[2]), end: slash.index + slash[0].length }
    : first && partner(text, first);
  if (!first || !second || (!slash && second.end !== text.length)) return [];
  const plausible = first.value >= 70 && first.value <= 300 && second.value >= 40 && second.value <= 200;
  if (!plausible || isOtherUnit(text.slice(second.end))) return [];
  const at = slash?.index ?? 0;
  return [{ kind: 'pressure', systolic: first.value, diastolic: second.value, at, end: second.end }];
}

/** “今早量的一百四十二，八十八”: said to be measured, it need not be the whole message. */
function afterMeasuring(text: string): FoundPressure | undefined {
  const word = /[量测]|起来/u.exec(text);
  if (!word || /体温|血糖|体重|身高|血氧/u.test(text)) return undefined;
  for (let at = word.index; at < Math.min(text.length, word.index + 12); at += 1) {
    const first = scanNumber(text, at);
    if (!first) continue;
    const second = /^[\s,，、/]/u.test(text.slice(first.end)) ? partner(text, first) : undefined;
    const plausible =
      first.value >= 70 && first.value <= 300 && second && second.value >= 40 && second.value < first.value;
    if (plausible) return { kind: 'pressure', systolic: first.value, diastolic: second.value, at, end: second.end };
    at = first.end - 1;
  }
  return undefined;
}
