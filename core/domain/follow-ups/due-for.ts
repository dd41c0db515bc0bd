import type { PlanKind } from '../packs/follow-up-rules.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { kindOf } from './tasks.ts';

/** A follow-up of a resident, as they may hear of it. */
export interface ComingTask {
  id: string;
  residentId: string;
  kind: PlanKind;
  /** YYYY-MM-DD. */
  dueFrom: string;
  /** The last day. */
  dueTo: string;
  agreedOn: string | undefined;
  saidDone: boolean;
  isOverdue: boolean;
}

/** Nothing of these is told to anybody but the resident themselves (domain.md §1). */
const ownAlone: readonly PlanKind[] = ['pregnancy', 'postnatal'];

/**
 * What is to come of follow-ups, the next of each plan, the earliest first. Plans for staff alone are not among them; of
 * others than `selfId` nothing that is never shared by default.
 */
export async function comingTasks(
  tx: Transaction,
  residentIds: readonly string[],
  selfId: string,
): Promise<ComingTask[]> {
  const today = tx.day.dateOf(tx.now);
  const rows = await tx.prisma.careTask.findMany({
    where: { residentId: { in: [...residentIds] }, status: 'open' },
    include: { plan: { select: { kind: true } } },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  const seen = new Set<string>();
  return rows.flatMap(({ id, planId, residentId, dueFrom, dueTo, agreedOn, saidDoneOn, rulePack, plan }) => {
    const kind = kindOf(plan);
    const isShown = rulesOf(rulePack).followUps.plans[kind].shown === 'everybody';
    if (!isShown || seen.has(planId) || (residentId !== selfId && ownAlone.includes(kind))) return [];
    seen.add(planId);
    const last = agreedOn ?? dueTo;
    return [
      {
        ...{ id, residentId, kind, dueFrom, dueTo: last, saidDone: saidDoneOn !== null, isOverdue: last < today },
        agreedOn: agreedOn ?? undefined,
      },
    ];
  });
}
