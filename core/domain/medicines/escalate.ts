import { workingDaysAfter } from '../calendar/working-day.ts';
import { handOn, requestLook } from '../care/hand-on.ts';
import { nextOwner } from '../care/owner.ts';
import { closeCards } from '../notices/cards.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, supplyOf } from './supply.ts';
import { tellOwner } from './tell.ts';

/**
 * A request that nobody has answered, or what was not prepared in time, goes to the next owner.
 * @returns why there was nothing to do, or undefined.
 */
export async function escalateSupply(tx: Transaction, supplyId: string): Promise<string | undefined> {
  const supply = await supplyOf(tx, supplyId);
  const { status, dueAt, ownerId, residentId, rulePack } = supply;
  if (status !== 'requested' && status !== 'preparing') return status;
  if (dueAt === null || dueAt > tx.now) return 'due-later';
  const again = workingDaysAfter(tx.day, tx.now, rulesOf(rulePack).medicines.answerWithinWorkingDays);
  return handOn(tx, supply, {
    to: await nextOwner(tx, residentId, ownerId),
    dueAt: again,
    subject: 'supply',
    action: 'supply.handed-on',
    take: (data) =>
      tx.prisma.medicineSupply.updateMany({
        where: { id: supplyId, status, ownerId },
        data: { ...data, version: { increment: 1 } },
      }),
    lookAgain: () => requestLook(tx, 'supply.escalate', { supplyId }, again),
    async tell() {
      await closeCards(tx, cardsOf(supplyId), '已转上级');
      await tellOwner(tx, supplyId);
    },
  });
}
