import { ownerOf } from '../care/owner.ts';
import type { PlanKind } from '../packs/follow-up-rules.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { residentRow } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { seriesWindows, windowAfter, type DueWindow } from './rules.ts';
import { openTask } from './tasks.ts';

export interface NewPlan {
  residentId: string;
  kind: PlanKind;
  /** What its tasks count from: diagnosis, last period, birth, discharge (YYYY-MM-DD). */
  anchorOn: string;
  /** The event that it comes from, where several may run beside each other: a referral's id. */
  causeId?: string | undefined;
  /** Of mother and child, where the day of birth is not the day from which a visit at home counts. */
  dischargedOn?: string | undefined;
  /** When the first visit is due, where a summary says it. */
  firstDueOn?: string | undefined;
  /** Who recorded it; undefined: by age, by a referral. */
  openedById?: string | undefined;
}

/**
 * Opens a plan and the tasks that follow from it, under the rules of today: the first visit, or the whole series. What
 * lies in the past is not asked for any more. One of a kind (and event) at a time.
 * @returns the plan's id, or undefined when there is one.
 * @throws Refusal `resident-deceased`.
 */
export async function openPlan(tx: Transaction, plan: NewPlan): Promise<string | undefined> {
  const resident = await residentRow(tx, plan.residentId);
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  const { kind, anchorOn, causeId = '', openedById } = plan;
  const pack = await rulesAt(tx, resident.homeCentreId);
  const doctorId = await ownerOf(tx, resident.id);
  const id = tx.id();
  const written = await tx.sql.run(
    `INSERT INTO "CarePlan" ("id", "residentId", "kind", "status", "rulePack", "causeId", "anchorOn", "doctorId",
       "openedAt", "openedById")
     VALUES (?, ?, ?, 'active', ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("residentId", "kind", "causeId") WHERE "status" = 'active' DO NOTHING`,
    [id, resident.id, kind, pack.version, causeId, anchorOn, doctorId, tx.now, openedById ?? null],
  );
  if (written === 0) return undefined;
  const today = tx.day.dateOf(tx.now);
  const row = { id, kind, residentId: resident.id, doctorId };
  for (const window of windowsOf(plan, pack.followUps.plans[kind], today)) await openTask(tx, row, window, pack);
  tx.audit({
    actor: openedById === undefined ? { kind: 'system' } : { kind: 'staff', id: openedById },
    action: 'care-plan.opened',
    subject: { kind: 'care-plan', id },
    detail: { residentId: resident.id, plan: kind, rulePack: pack.version },
  });
  return id;
}

function windowsOf(
  { anchorOn, dischargedOn, firstDueOn }: NewPlan,
  {
    milestones,
    first,
  }: { milestones?: Parameters<typeof seriesWindows>[0]; first?: Parameters<typeof windowAfter>[1] },
  today: string,
): DueWindow[] {
  if (milestones) return seriesWindows(milestones, { anchorOn, dischargedOn }).filter(({ dueTo }) => dueTo >= today);
  if (!first) return [];
  if (firstDueOn !== undefined)
    return [{ milestone: first.milestone, dueFrom: earlier(today, firstDueOn), dueOn: firstDueOn, dueTo: firstDueOn }];
  // What was recorded late counts from the day on which it is known.
  const window = windowAfter(anchorOn, first);
  return [window.dueOn < today ? windowAfter(today, first) : window];
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
