import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { sessionDetails } from './slot.sql.ts';

/** @throws Refusal `offer-expired` when there is no such entry. */
export async function entryById(tx: Transaction, id: string) {
  const entry = await tx.prisma.waitlistEntry.findUnique({
    where: { id },
    include: { session: { include: sessionDetails } },
  });
  if (!entry) throw refuse('offer-expired');
  return entry;
}
