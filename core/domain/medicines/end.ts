import { closeCards } from '../notices/cards.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, openStates, step, supplyOf } from './supply.ts';

/**
 * The resident, or who acts for them, does not want it any more.
 * @throws Refusal `not-allowed`, `supply-state-changed` when it was collected or is over.
 */
export async function withdrawSupply(
  tx: Transaction,
  { supplyId, actorId }: { supplyId: string; actorId: string },
): Promise<void> {
  const { residentId } = await supplyOf(tx, supplyId);
  if (!(await actsFor(tx, actorId, residentId, 'book'))) throw refuse('not-allowed');
  await step(tx, supplyId, { from: openStates, to: 'withdrawn', data: { dueAt: null } });
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action: 'supply.withdrawn',
    subject: { kind: 'supply', id: supplyId },
  });
  await closeCards(tx, cardsOf(supplyId), '居民不要了');
}

/** Somebody has died: nothing more is prepared for them. */
export async function endSupplies(tx: Transaction, residentId: string): Promise<void> {
  const open = await tx.prisma.medicineSupply.findMany({
    where: { residentId, status: { in: [...openStates] } },
    select: { id: true },
  });
  await tx.prisma.medicineSupply.updateMany({
    where: { id: { in: open.map(({ id }) => id) }, status: { in: [...openStates] } },
    data: { status: 'withdrawn', dueAt: null, version: { increment: 1 } },
  });
  for (const { id } of open) await closeCards(tx, cardsOf(id), '不用备了');
}
