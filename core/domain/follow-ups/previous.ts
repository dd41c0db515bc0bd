import type { VisitClass } from '../packs/follow-up-rules.ts';
import type { Transaction } from '../transaction.ts';

/** What the plan's last visit came to. Visits alone have a class: a reading by chat is none (domain.md §5). */
export async function previousClass(tx: Transaction, planId: string): Promise<VisitClass | undefined> {
  const last = await tx.prisma.careTask.findFirst({
    where: { planId, status: 'done', class: { not: null }, encounterId: { not: null } },
    orderBy: [{ encounter: { heldAt: 'desc' } }, { closedAt: 'desc' }],
    select: { class: true },
  });
  // Written by `classOfVisit` from the closed list.
  return (last?.class ?? undefined) as VisitClass | undefined;
}
