import { closeCards } from '../notices/cards.ts';
import type { ShortageWish } from '../notices/medicines.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import type { Transaction } from '../transaction.ts';
import { askRefill, type Asked } from './ask.ts';
import { cardsOf, openStates, step } from './supply.ts';

/**
 * What somebody wants whose medicine is not to be had: to wait, the doctor's decision on a substitute (a request of its
 * own, which takes the place of the one for this), or a call.
 * @returns the request for the substitute, where one was made.
 * @throws Refusal `not-allowed`, `medicine-changed` when it is there again, and of `askRefill`.
 */
export async function answerShortage(
  tx: Transaction,
  wished: { medicineId: string; residentId: string; actorId: string; contactId: string; wish: ShortageWish },
): Promise<Asked | null> {
  const { medicineId, residentId, actorId, contactId, wish } = wished;
  if (!(await actsFor(tx, actorId, residentId, 'book'))) throw refuse('not-allowed');
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  if (medicine.status === 'stocked') throw refuse('medicine-changed');
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action: `medicine.short-${wish}`,
    subject: { kind: 'medicine', id: medicineId },
    detail: { residentId },
  });
  switch (wish) {
    case 'wait':
      return null;
    case 'call':
      await askStaffTask(tx, {
        kind: 'phone',
        key: `medicine.short/${medicineId}/${residentId}/${medicine.changedAt.toISOString()}`,
        reason: 'medicine-short',
        residentId,
        subject: { kind: 'medicine', id: medicineId },
      });
      return null;
    case 'substitute': {
      if (medicine.substituteId === null) throw refuse('medicine-changed');
      const asked = await askRefill(tx, {
        ...{ residentId, actorId, contactId },
        medicineId: medicine.substituteId,
        longTerm: false,
      });
      await giveUpOpen(tx, residentId, medicineId);
      return asked;
    }
  }
}

async function giveUpOpen(tx: Transaction, residentId: string, medicineId: string): Promise<void> {
  const open = await tx.prisma.medicineSupply.findFirst({
    where: { residentId, medicineId, status: { in: [...openStates] } },
  });
  if (!open) return;
  await step(tx, open.id, { from: openStates, to: 'withdrawn', data: { dueAt: null } });
  await closeCards(tx, cardsOf(open.id), '改申请替代药');
}
