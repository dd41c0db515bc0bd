import type { Transaction } from './transaction.ts';

/** What stands before the figures of each kind of number. */
export type NumberPrefix = 'QY' | 'ZZ' | 'ZX' | 'SM' | 'TS' | 'GZ' | 'YY' | 'GB';

/** Under which name the count of a year is kept; stored, never renamed. */
const countedAs: Readonly<Record<NumberPrefix, string>> = {
  QY: 'contract.number',
  ZZ: 'referral.number',
  ZX: 'consultation.number',
  SM: 'home-visit.number',
  TS: 'complaint.number',
  GZ: 'correction.number',
  YY: 'supply.number',
  GB: 'broadcast.number',
};

/**
 * The next number of a kind, `ZZ2026000123`: year and a count without gaps, because it is taken in the transaction that
 * needs it. People use its last digits: “同意 0123”.
 */
export async function nextCaseNumber(tx: Transaction, prefix: NumberPrefix): Promise<string> {
  const [number = ''] = await nextCaseNumbers(tx, prefix, 1);
  return number;
}

/** So many numbers in one go, for rows that are written by a set statement. */
export async function nextCaseNumbers(tx: Transaction, prefix: NumberPrefix, count: number): Promise<string[]> {
  const year = tx.day.dateOf(tx.now).slice(0, 4);
  const row = await tx.sql.one<{ value: string }>(
    `INSERT INTO "Setting" ("name", "value") VALUES (?, ?)
     ON CONFLICT ("name") DO UPDATE SET
       "value" = CAST(CAST("Setting"."value" AS INTEGER) + CAST("excluded"."value" AS INTEGER) AS TEXT) RETURNING "value"`,
    [`${countedAs[prefix]}/${year}`, String(count)],
  );
  const last = Number(row?.value ?? count);
  return Array.from(
    { length: count },
    (_, index) => `${prefix}${year}${String(last - count + 1 + index).padStart(6, '0')}`,
  );
}

/** What is said instead of the whole number: its last four digits. */
export function shortNumber(number: string): string {
  return number.slice(-4);
}

/** Whether somebody's digits mean this number: `0123`, `123`, the whole. */
export function meansNumber(said: string, number: string): boolean {
  const prefix = number.slice(0, 2);
  const digits = said.toUpperCase().startsWith(prefix) ? said.slice(prefix.length) : said;
  if (digits.length > 6) return number === `${prefix}${digits}`;
  return /^\d+$/.test(digits) && Number(digits) === Number(number.slice(-Math.max(4, digits.length)));
}
