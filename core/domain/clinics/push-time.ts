import { rulesOf } from '../packs/current.ts';
import { quietUntil } from '../notices/quiet-hours.ts';
import type { Transaction } from '../transaction.ts';

const enoughTime = 2 * 3_600_000;

/**
 * When people hear that their session changed: at once; in quiet hours in the morning, when the morning is early enough to
 * stay at home (domain.md §3 “told at once”, §7 quiet hours).
 */
export function pushTime(tx: Transaction, session: { startsAt: Date; rulePack: string }): Date {
  const morning = quietUntil(tx.day, rulesOf(session.rulePack).notices, tx.now);
  return morning && morning.getTime() + enoughTime <= session.startsAt.getTime() ? morning : tx.now;
}
