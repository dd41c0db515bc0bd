import { nextCaseNumber } from '../case-number.ts';
import type { Transaction } from '../transaction.ts';

export { meansNumber, shortNumber } from '../case-number.ts';

/** The next contract number, `QY2026000123`, taken in the transaction that submits. */
export function nextNumber(tx: Transaction): Promise<string> {
  return nextCaseNumber(tx, 'QY');
}
