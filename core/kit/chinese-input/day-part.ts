/** A stretch of one day, `HH:MM` to `HH:MM`, both included. */
export interface TimeRange {
  from: string;
  to: string;
}

export type DayPart = 'small-hours' | 'morning' | 'noon' | 'afternoon' | 'evening';

/** What people mean by each part of the day; edges overlap as they do in speech. */
export const dayPartRanges: Record<DayPart, TimeRange> = {
  'small-hours': { from: '00:00', to: '05:59' },
  morning: { from: '06:00', to: '11:59' },
  noon: { from: '11:00', to: '13:59' },
  afternoon: { from: '12:00', to: '17:59' },
  evening: { from: '17:00', to: '23:59' },
};

const words: readonly (readonly [DayPart, RegExp])[] = [
  ['small-hours', /凌晨|半夜|深夜|后半夜/gu],
  ['morning', /上午|早上|早晨|清晨|一早|大早|[今明后]早|\bam\b|早(?=[七八九十789])/gu],
  ['noon', /中午|正午|午间/gu],
  ['afternoon', /下午|午后|\bpm\b/gu],
  ['evening', /晚上|晚间|傍晚|夜里|夜间|[今明后当]晚|后天晚|[今明]夜|下班|晚(?=\d|[一二两三四五六七八九十])|[pn]m/gu],
];

/** The part of the day that is named last before `end`, or else first after it; undefined when none is named. */
export function dayPartAt(text: string, end: number): DayPart | undefined {
  const found = words
    .flatMap(([part, word]) => [...text.matchAll(word)].map(({ index }) => ({ part, index })))
    .sort((a, b) => a.index - b.index);
  return (found.findLast(({ index }) => index < end) ?? found[0])?.part;
}

/** `HH:MM` of an hour as it was said; two where nothing decides, none where the clock has no such time. */
export function hoursOf(hour: number, minute: number, part: DayPart | undefined): string[] {
  if (hour > 24 || minute < 0 || minute > 59) return [];
  if (hour === 24) return [clockTime(0, minute)];
  if (hour > 12) return [clockTime(hour, minute)];
  switch (part) {
    case 'small-hours':
      return [clockTime(hour % 12, minute)];
    case 'morning':
      return [clockTime(hour, minute)];
    case 'noon':
      return [clockTime(hour < 10 ? hour + 12 : hour, minute)];
    case 'afternoon':
      return [clockTime((hour % 12) + 12, minute)];
    case 'evening':
      return [clockTime(hour === 12 ? 0 : hour < 5 ? hour : hour + 12, minute)];
    case undefined: {
      if (hour === 12 || hour === 0) return [clockTime(hour, minute)];
      const twice = [clockTime(hour, minute), clockTime(hour + 12, minute)];
      return hour < 7 ? twice.reverse() : twice;
    }
  }
}

function clockTime(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
