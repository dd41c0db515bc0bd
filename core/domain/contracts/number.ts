import type { Transaction } from '../transaction.ts';

/**
 * The next contract number, `QY2026000123`: year and a count without gaps, because it is taken in the transaction that
 * submits. People and doctors use its last digits: “同意 0123”.
 */
export async function nextNumber(tx: Transaction): Promise<string> {
  const year = tx.day.dateOf(tx.now).slice(0, 4);
  const row = await tx.sql.one<{ value: string }>(
    `INSERT INTO "Setting" ("name", "value") VALUES (?, '1')
     ON CONFLICT ("name") DO UPDATE SET "value" = CAST(CAST("Setting"."value" AS INTEGER) + 1 AS TEXT) RETURNING "value"`,
    [`contract.number/${year}`],
  );
  return `QY${year}${(row?.value ?? '1').padStart(6, '0')}`;
}

/** What is said instead of the whole number: its last four digits. */
export function shortNumber(number: string): string {
  return number.slice(-4);
}

/** Whether somebody's digits mean this number: `0123`, `123`, the whole. */
export function meansNumber(said: string, number: string): boolean {
  const digits = said.replace(/^QY/i, '');
  if (digits.length > 6) return number === `QY${digits}`;
  return /^\d+$/.test(digits) && Number(digits) === Number(number.slice(-Math.max(4, digits.length)));
}
