/** What a refusal is told as, with what it says about itself. */
export type Sentence = string | ((details: Readonly<Record<string, string>>) => string);

/** 2026-03-08 → 3月8日 */
export function monthAndDay(date: string): string {
  const [, month, day] = /^\d{4}-(\d{2})-(\d{2})/.exec(date) ?? [];
  return month === undefined || day === undefined ? date : `${Number(month)}月${Number(day)}日`;
}
