import type { EncounterMode } from '#prisma/generated/sqlite/enums.ts';
import { raiseAlert, type SaidInChat } from '../alerts/raise.ts';
import { useItem } from '../contracts/use-item.ts';
import type { Due, PlanKind, VisitClass } from '../packs/follow-up-rules.ts';
import { rulesOf } from '../packs/current.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { residentRow } from '../residents/resident.ts';
import { reaches } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { doneAndOn } from './go-on.ts';
import { keepReading, type KeptReading, type Measured } from './keep-reading.ts';
import { previousClass } from './previous.ts';
import { classOfVisit, type Findings, missingFor } from './rules.ts';
import { kindOf } from './tasks.ts';

/** A visit as staff record it. */
export interface NewVisit {
  residentId: string;
  staffId: string;
  mode: EncounterMode;
  findings: Findings;
  /** The plans that it was held for; of the others nothing is closed. */
  planIds: readonly string[];
  note?: string | undefined;
  /** When it was held; now, unless it is entered later. */
  heldAt?: Date | undefined;
  /** The day that was agreed on for the next one (YYYY-MM-DD), where it is not the one that follows from the rules. */
  nextDueOn?: string | undefined;
}

/** What a visit came to for one plan. */
export interface VisitOutcome {
  planId: string;
  kind: PlanKind;
  /** Undefined: the visit was held in a way that does not count (a call, for who must be seen face to face). */
  class: VisitClass | undefined;
  nextDueOn: string | undefined;
  advice: Due['advice'] | undefined;
}

/**
 * Records a visit: its readings, what it came to for each plan, the task that it closes and the next one. A visit in a
 * mode that does not count is kept and closes nothing. Values of danger and grades of risk raise an alert.
 * @throws Refusal `not-allowed`, `resident-deceased`, `findings-missing` where a class depends on what was not found,
 * `care-task-closed` when somebody else was first.
 */
export async function recordVisit(
  tx: Transaction,
  visit: NewVisit,
): Promise<{ encounterId: string; outcomes: VisitOutcome[] }> {
  const { staffId, mode, findings, planIds, note, heldAt = tx.now } = visit;
  const resident = await residentRow(tx, visit.residentId);
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  if (resident.homeCentreId && !(await reaches(tx, staffId, resident.homeCentreId, deskRoles)))
    throw refuse('not-allowed');
  const plans = await tx.prisma.carePlan.findMany({
    where: { id: { in: [...planIds] }, residentId: resident.id, status: 'active' },
    include: { tasks: { where: { status: 'open' }, orderBy: { dueOn: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  const pack = await rulesAt(tx, resident.homeCentreId);
  const counting = plans.filter((plan) => pack.followUps.plans[kindOf(plan)].modes.includes(mode));
  for (const plan of counting) {
    const what = missingFor(kindOf(plan), findings);
    if (what) throw refuse('findings-missing', { what });
  }
  const encounterId = tx.id();
  await tx.prisma.encounter.create({
    data: {
      id: encounterId,
      residentId: resident.id,
      staffId,
      mode,
      heldAt,
      noteSealed: note ? tx.vault.seal({ table: 'Encounter', column: 'noteSealed', row: encounterId }, note) : null,
      rulePack: pack.version,
      recordedAt: tx.now,
    },
  });
  await keepFindings(tx, { residentId: resident.id, encounterId, heldAt, findings });
  const heldOn = tx.day.dateOf(heldAt);
  const outcomes: VisitOutcome[] = [];
  for (const plan of plans) {
    const kind = kindOf(plan);
    if (!counting.includes(plan)) {
      outcomes.push({ planId: plan.id, kind, class: undefined, nextDueOn: undefined, advice: undefined });
      continue;
    }
    const task = plan.tasks.find(({ dueFrom }) => dueFrom <= heldOn) ?? plan.tasks[0];
    // What was opened under a version is judged by it.
    const rules = task ? rulesOf(task.rulePack).followUps : pack.followUps;
    const age = tx.day.ageOn(resident.birthDate, heldOn);
    const found = classOfVisit(kind, findings, { age, previous: await previousClass(tx, plan.id), rules });
    const next = await doneAndOn(tx, plan, {
      ...{ taskId: task?.id, closeReason: 'visit', encounterId, class: found, heldOn },
      agreedOn: visit.nextDueOn,
    });
    outcomes.push({ planId: plan.id, kind, class: found, nextDueOn: next?.dueOn, advice: next?.advice });
    if (found === 'unstable') await raiseAlert(tx, { residentId: resident.id, kind: 'risk' });
    if (found === 'adverse') await raiseAlert(tx, { residentId: resident.id, kind: 'adverse' });
    const item = itemOf[kind];
    if (item) await useItem(tx, { residentId: resident.id, item, usedOn: heldOn, key: encounterId });
  }
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'visit.recorded',
    subject: { kind: 'encounter', id: encounterId },
    detail: { residentId: resident.id, mode, plans: outcomes.map(({ kind }) => kind).join(' ') },
  });
  return { encounterId, outcomes };
}

/** The package's item that a visit uses up. */
const itemOf: Partial<Readonly<Record<PlanKind, string>>> = {
  hypertension: 'follow-up',
  diabetes: 'follow-up',
  elder: 'elder-check',
  pregnancy: 'prenatal-visit',
  postnatal: 'postnatal-visit',
  child: 'child-check',
};

async function keepFindings(
  tx: Transaction,
  held: { residentId: string; encounterId: string; heldAt: Date; findings: Findings },
): Promise<void> {
  const { residentId, encounterId, heldAt, findings } = held;
  const measured: Measured[] = [
    ...(findings.pressure ? [{ kind: 'pressure' as const, ...findings.pressure }] : []),
    ...(findings.glucose ? [{ kind: 'glucose' as const, ...findings.glucose }] : []),
    ...(findings.weight === undefined ? [] : [{ kind: 'weight' as const, value: findings.weight }]),
  ];
  for (const one of measured) {
    const from = { source: 'staff', encounterId } as const;
    const kept = await keepReading(tx, { residentId, measured: one, measuredAt: heldAt, from });
    await alarm(tx, residentId, one, kept);
  }
}

/** A value that cannot wait raises an alert (domain.md §5, column “at once”). */
export async function alarm(
  tx: Transaction,
  residentId: string,
  { kind }: Pick<Measured, 'kind'>,
  reading: KeptReading,
  said?: SaidInChat,
): Promise<string | undefined> {
  if (reading.class !== 'danger' && reading.class !== 'danger-low') return undefined;
  const isLow = reading.class === 'danger-low';
  const alert = kind === 'pressure' ? 'pressure-danger' : isLow ? 'glucose-low' : 'glucose-high';
  return raiseAlert(tx, { residentId, kind: alert, readingId: reading.id, said });
}
