import { partsOf } from '#kit/chinese-input/calendar.ts';

/** 2026年3月2日. @param date YYYY-MM-DD */
export function sayDate(date: string): string {
  const { year, month, day } = partsOf(date);
  return `${year}年${month}月${day}日`;
}
