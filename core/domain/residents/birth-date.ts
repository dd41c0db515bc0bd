import { dateFrom } from '#kit/chinese-input/calendar.ts';

/** 1958年3月12日, 1958-03-12, 19580312 → 1958-03-12; undefined for what is no date. */
export function readBirthDate(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  const [, year, month, day] =
    /(?<!\d)((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})/u.exec(plain) ??
    /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/u.exec(plain) ??
    [];
  return year === undefined ? undefined : dateFrom(Number(year), Number(month), Number(day));
}
