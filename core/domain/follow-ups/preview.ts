import { rulesAt } from '../packs/of-organisation.ts';
import type { Due, PlanKind, VisitClass } from '../packs/follow-up-rules.ts';
import { rulesOf } from '../packs/current.ts';
import { residentRow } from '../residents/resident.ts';
import type { EncounterMode } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';
import { previousClass } from './previous.ts';
import { classOfVisit, dueAfter, type Findings, missingFor, windowAfter } from './rules.ts';
import { kindOf } from './tasks.ts';

/** What a visit would come to, shown before it is recorded. */
export interface VisitPreview {
  planId: string;
  kind: PlanKind;
  /** Undefined: the mode does not count. */
  class: VisitClass | undefined;
  nextDueOn: string | undefined;
  advice: Due['advice'] | undefined;
}

/** Of each plan for which nothing is missing; a plan whose findings are missing is left out. */
export async function previewVisit(
  tx: Transaction,
  visit: { residentId: string; planIds: readonly string[]; mode: EncounterMode; findings: Findings },
): Promise<VisitPreview[]> {
  const { residentId, planIds, mode, findings } = visit;
  const resident = await residentRow(tx, residentId);
  const pack = await rulesAt(tx, resident.homeCentreId);
  const today = tx.day.dateOf(tx.now);
  const plans = await tx.prisma.carePlan.findMany({
    where: { id: { in: [...planIds] }, status: 'active' },
    include: { tasks: { where: { status: 'open' }, orderBy: { dueOn: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  const previews: VisitPreview[] = [];
  for (const plan of plans) {
    const kind = kindOf(plan);
    if (missingFor(kind, findings)) continue;
    const [task, following] = plan.tasks;
    const rules = task ? rulesOf(task.rulePack).followUps : pack.followUps;
    if (!rules.plans[kind].modes.includes(mode)) {
      previews.push({ planId: plan.id, kind, class: undefined, nextDueOn: undefined, advice: undefined });
      continue;
    }
    const age = tx.day.ageOn(resident.birthDate, today);
    const found = classOfVisit(kind, findings, { age, previous: await previousClass(tx, plan.id), rules });
    const now = pack.followUps.plans[kind];
    const due = now.milestones ? undefined : dueAfter(now, { class: found, heldOn: today, anchorOn: plan.anchorOn });
    const nextDueOn = due ? windowAfter(today, due).dueOn : following?.dueOn;
    previews.push({ planId: plan.id, kind, class: found, nextDueOn, advice: due?.advice });
  }
  return previews;
}
