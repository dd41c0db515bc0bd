import type { CarePlan } from '#prisma/generated/sqlite/client.ts';
import type { Due, VisitClass } from '../packs/follow-up-rules.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import type { Transaction } from '../transaction.ts';
import { type DueWindow, dueAfter, windowAfter } from './rules.ts';
import { closeTask, kindOf, openTask, type TaskEnd } from './tasks.ts';

/** What comes after a visit, or a reading that was asked for. */
export interface Next {
  dueOn: string;
  advice: Due['advice'] | undefined;
}

/** A plan with its open tasks, the earliest first. */
export type OpenPlan = CarePlan & { tasks: readonly { id: string; dueOn: string }[] };

export interface Done {
  /** The task that it closes; undefined for a visit when nothing was due. */
  taskId: string | undefined;
  closeReason: 'visit' | 'reading';
  encounterId?: string | undefined;
  class: VisitClass;
  /** YYYY-MM-DD. */
  heldOn: string;
  /** The day agreed on with the resident, instead of the one that follows from the rules. */
  agreedOn?: string | undefined;
}

/**
 * Closes a task as done and opens what comes next in its plan, under the rules of today: by what the visit came to; the
 * next of a series stands there already, as does what a summary named. A plan that has nothing more to do ends.
 * @throws Refusal `care-task-closed` when somebody else was first.
 */
export async function doneAndOn(tx: Transaction, plan: OpenPlan, done: Done): Promise<Next | undefined> {
  const { homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: plan.residentId },
    select: { homeCentreId: true },
  });
  const pack = await rulesAt(tx, homeCentreId);
  const { next, window } = nextOf(plan, done, pack);
  if (done.taskId !== undefined) {
    const { closeReason, encounterId } = done;
    // A reading has no class of a visit.
    const found = encounterId === undefined ? undefined : done.class;
    const end: TaskEnd = { status: 'done', closeReason, encounterId, class: found, nextDueOn: next?.dueOn };
    await closeTask(tx, done.taskId, end);
  }
  if (window) await openTask(tx, plan, window, pack);
  if (!next) await endPlan(tx, plan);
  return next;
}

function nextOf(
  plan: OpenPlan,
  { taskId, class: found, heldOn, agreedOn }: Done,
  { followUps }: RulePack,
): { next: Next | undefined; window?: DueWindow } {
  const rules = followUps.plans[kindOf(plan)];
  const due = rules.milestones ? undefined : dueAfter(rules, { class: found, heldOn, anchorOn: plan.anchorOn });
  if (!due) {
    const following = plan.tasks.find(({ id }) => id !== taskId);
    return { next: following && { dueOn: following.dueOn, advice: undefined } };
  }
  const window = windowAfter(heldOn, due);
  const dueOn = agreedOn !== undefined && agreedOn > heldOn ? agreedOn : window.dueOn;
  const dueFrom = window.dueFrom < dueOn ? window.dueFrom : dueOn;
  return { next: { dueOn, advice: due.advice }, window: { ...window, dueFrom, dueOn, dueTo: dueOn } };
}

async function endPlan(tx: Transaction, plan: CarePlan): Promise<void> {
  await tx.prisma.carePlan.updateMany({
    where: { id: plan.id, status: 'active' },
    data: { status: 'closed', closedAt: tx.now, closeReason: 'came-to-its-end' },
  });
  tx.audit({
    actor: { kind: 'system' },
    action: 'care-plan.closed',
    subject: { kind: 'care-plan', id: plan.id },
    detail: { residentId: plan.residentId, plan: plan.kind, reason: 'came-to-its-end' },
  });
}
