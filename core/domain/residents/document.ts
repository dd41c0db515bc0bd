import type { DocumentKind, Sex } from '#prisma/generated/sqlite/enums.ts';
import { dateFrom } from '#kit/chinese-input/calendar.ts';
import { spellFigures } from '#kit/chinese-input/numbers.ts';

/** A document as it was typed, recognised by its form. */
export interface ReadDocument {
  kind: DocumentKind;
  /** Capital letters and digits, without spaces: what is sealed and indexed. */
  number: string;
  /** `YYYY-MM-DD`, where the number holds it. */
  birthDate?: string;
  sex?: Sex;
}

/** Why a number is no document, so that the answer can say what to look at. */
export type DocumentProblem = 'form' | 'check-digit' | 'birth-date';

/**
 * Reads a document number out of an answer, tolerant of spaces, dashes, full width, small letters, spoken figures and words
 * before it (“我的身份证是…”). Mainland ID card, residence permit of Hong Kong, Macau and Taiwan and the permanent-residence
 * card of 2023 follow GB 11643: area, birth date, sequence, check digit. The others are known by their form only.
 *
 * @param today the district's date: nobody is born after it.
 */
export function readDocument(text: string, today: string): ReadDocument | { problem: DocumentProblem } {
  const number = cleaned(text);
  if (/^\d{17}[\dX]$/u.test(number)) return readCitizenNumber(number, today);
  const form = forms.find(({ pattern }) => pattern.test(number));
  return form ? { kind: form.kind, number } : { problem: 'form' };
}

/** The check digit of GB 11643 (ISO 7064 MOD 11-2) over the first 17 digits. */
export function checkDigit(first17: string): string {
  const sum = [...first17].reduce((total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11), 0);
  return '10X98765432'[sum % 11] ?? '';
}

/** What stands before and behind the number is dropped when exactly one run looks like one. */
function cleaned(text: string): string {
  const plain = spellFigures(text.normalize('NFKC'))
    .toUpperCase()
    .replace(/[\s\-—–_.,，。:：]/gu, '');
  const runs = plain.match(/[A-Z]{0,3}\d{6,17}[\dX]?/gu) ?? [];
  return runs.length === 1 && !/^[A-Z\d]+$/u.test(plain) ? (runs[0] ?? '') : plain;
}

/** Province codes of GB/T 2260. 81, 82, 83: residents of Hong Kong, Macau, Taiwan. 9…: foreigners' cards from 2023 on. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

function readCitizenNumber(number: string, today: string): ReadDocument | { problem: DocumentProblem } {
  const area = number.slice(0, 2);
  const foreigner = number.startsWith('9');
  if (!foreigner && !provinces.has(area)) return { problem: 'form' };
  const birthDate = dateFrom(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)));
  if (!birthDate || birthDate > today) return { problem: 'birth-date' };
  if (checkDigit(number.slice(0, 17)) !== number[17]) return { problem: 'check-digit' };
  const sex: Sex = Number(number[16]) % 2 === 1 ? 'male' : 'female';
  return { kind: kindOf(area, foreigner), number, birthDate, sex };
}

function kindOf(area: string, foreigner: boolean): DocumentKind {
  if (foreigner) return 'permanent_residence';
  return ['81', '82', '83'].includes(area) ? 'hk_macau_taiwan_residence' : 'id_card';
}

/** H or M and 8 digits (with two for the issue on older cards) before passports, whose forms overlap. */
const forms: readonly { kind: DocumentKind; pattern: RegExp }[] = [
  { kind: 'home_return_permit', pattern: /^[HM]\d{8}(?:\d{2})?$/u },
  { kind: 'birth_certificate', pattern: /^[A-Z]\d{9}$/u },
  { kind: 'permanent_residence', pattern: /^[A-Z]{3}\d{12}$/u },
  { kind: 'passport', pattern: /^(?:[A-Z]{1,2}\d{7,8}|[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]?|E[A-Z]\d{7})$/u },
];
