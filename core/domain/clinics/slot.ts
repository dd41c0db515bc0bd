import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';

/** A slot with its session, place and doctor, as everything in this folder reads it. */
export type SlotInSession = NonNullable<Awaited<ReturnType<typeof find>>>;

/** @throws Refusal `slot-taken` when there is no such slot. */
export async function slotById(tx: Transaction, slotId: string): Promise<SlotInSession> {
  const slot = await find(tx, slotId);
  if (!slot) throw refuse('slot-taken');
  return slot;
}

function find(tx: Transaction, slotId: string) {
  return tx.prisma.slot.findUnique({ where: { id: slotId }, include: { session: { include: sessionDetails } } });
}

/** What is shown of a session: where, with whom, how long a slot is. */
export const sessionDetails = {
  organisation: { select: { id: true, name: true, shortName: true, address: true, phone: true } },
  doctor: { select: { id: true, name: true } },
  schedule: { select: { department: true, slotMinutes: true } },
} as const;
