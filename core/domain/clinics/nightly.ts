import type { Transaction } from '../transaction.ts';
import { openSessionsAhead } from './open-ahead.ts';
import { closeOutBefore } from './session.sql.ts';

/** Every night, and at the start of the program: ends what nobody ended by hand, and opens the sessions ahead. */
export async function turnClinicDay(tx: Transaction): Promise<void> {
  await closeOutBefore(tx, tx.day.dateOf(tx.now));
  await openSessionsAhead(tx);
}
