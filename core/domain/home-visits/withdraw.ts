import { closeCards } from '../notices/cards.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, stepVisit, type VisitEnd } from './home-visit.ts';
import { tellWithdrawn } from './tell.ts';

/**
 * The resident, or who acts for them, does not want it any more: a visit that was asked for or arranged, or an invitation.
 * Who was to come is told.
 * @throws Refusal `not-allowed`, `home-visit-state-changed` when it is over.
 */
export async function withdrawVisit(
  tx: Transaction,
  { visitId, actorId }: { visitId: string; actorId: string },
): Promise<void> {
  const visit = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  if (!(await actsFor(tx, actorId, visit.residentId, 'book'))) throw refuse('not-allowed');
  const { status } = visit;
  if (status !== 'offered' && status !== 'requested' && status !== 'planned') throw refuse('home-visit-state-changed');
  const endReason: VisitEnd = status === 'offered' ? 'invitation-declined' : 'withdrawn';
  await stepVisit(tx, visit, { status: 'withdrawn', endedAt: tx.now, dueAt: null, endReason });
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action: 'home-visit.withdrawn',
    subject: { kind: 'home-visit', id: visitId },
    detail: { was: status },
  });
  if (status === 'offered') return;
  await closeCards(tx, cardsOf(visitId), '居民取消');
  await tellWithdrawn(tx, visitId);
}
