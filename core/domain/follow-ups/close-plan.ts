import type { Transaction } from '../transaction.ts';
import { closeTask, type PlanCloseReason } from './tasks.ts';

/** Which plans: one, those of a kind or from an event of a resident, or all of a resident. */
export type PlanSelection =
  | { planId: string }
  | { residentId: string; kind?: string | undefined; causeId?: string | undefined };

/**
 * Ends plans with a reason, and every open task of theirs: nobody is reminded or called for them any more.
 * @param by who said so; the system, when it follows from something else.
 * @returns how many plans.
 */
export async function closePlans(
  tx: Transaction,
  selection: PlanSelection,
  reason: PlanCloseReason,
  by?: { staffId: string } | undefined,
): Promise<number> {
  const plans = await tx.prisma.carePlan.findMany({
    where: {
      status: 'active',
      ...whereOf(selection),
    },
    include: { tasks: { where: { status: 'open' }, select: { id: true } } },
    orderBy: { id: 'asc' },
  });
  let closed = 0;
  for (const { id, residentId, kind, tasks } of plans) {
    const { count } = await tx.prisma.carePlan.updateMany({
      where: { id, status: 'active' },
      data: { status: 'closed', closedAt: tx.now, closeReason: reason },
    });
    if (count === 0) continue;
    closed += 1;
    for (const task of tasks) await closeTask(tx, task.id, { status: 'cleared', closeReason: reason });
    tx.audit({
      actor: by ? { kind: 'staff', id: by.staffId } : { kind: 'system' },
      action: 'care-plan.closed',
      subject: { kind: 'care-plan', id },
      detail: { residentId, plan: kind, reason },
    });
  }
  return closed;
}

function whereOf(selection: PlanSelection) {
  if ('planId' in selection) return { id: selection.planId };
  const { residentId, kind, causeId } = selection;
  return { residentId, ...(kind === undefined ? {} : { kind }), ...(causeId === undefined ? {} : { causeId }) };
}
