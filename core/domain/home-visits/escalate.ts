import { workingDaysAfter } from '../calendar/working-day.ts';
import { handOn, requestLook } from '../care/hand-on.ts';
import { nextOwner } from '../care/owner.ts';
import { closeCards } from '../notices/cards.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf } from './home-visit.ts';
import { tellOwner, tellResident } from './tell.ts';

/**
 * A visit that nobody has arranged or declined in time, or of which nobody has recorded what came of it, is the next
 * owner's; at the top it stays.
 * @returns why there was nothing to do, or undefined.
 */
export async function escalateHomeVisit(tx: Transaction, visitId: string): Promise<string | undefined> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  const { status, dueAt, ownerId, residentId, rulePack, version } = visit;
  if (status !== 'requested' && status !== 'planned') return status;
  if (dueAt === null || dueAt > tx.now) return 'due-later';
  const again = workingDaysAfter(tx.day, tx.now, rulesOf(rulePack).homeVisits.answerWithinWorkingDays);
  return handOn(tx, visit, {
    to: await nextOwner(tx, residentId, ownerId),
    dueAt: again,
    subject: 'home-visit',
    action: 'home-visit.handed-on',
    take: (data) =>
      tx.prisma.homeVisit.updateMany({
        where: { id: visitId, status, version },
        data: { ...data, version: version + 1 },
      }),
    lookAgain: () => requestLook(tx, 'home-visit.escalate', { visitId }, again),
    async tell() {
      await closeCards(tx, cardsOf(visitId), '已转同事');
      await tellOwner(tx, visitId, status === 'requested' ? 'unanswered' : 'unrecorded');
      if (status === 'requested') await tellResident(tx, visitId, 'handed-on');
    },
  });
}
