import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { useItem } from '../contracts/use-item.ts';
import { recordVisit } from '../follow-ups/record-visit.ts';
import { type Findings, missingFor } from '../follow-ups/rules.ts';
import { kindOf } from '../follow-ups/tasks.ts';
import { rulesOf } from '../packs/current.ts';
import { askForRating } from '../ratings/ask.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { type VisitEnd, stepVisit, visitFor } from './home-visit.ts';
import { tellResident } from './tell.ts';

/** What staff record of a visit at home. */
interface Recorded {
  visitId: string;
  staffId: string;
}

/**
 * The visit was held: an encounter 上门 with its note. Where a pressure or a glucose was measured and the follow-up that asks
 * for it is due, it counts as that one too. The resident is asked how it was.
 * @throws Refusal `not-allowed`, `home-visit-state-changed`.
 */
export async function recordHeld(
  tx: Transaction,
  { visitId, staffId, findings, note }: Recorded & { findings: Findings; note: string },
): Promise<{ followedUp: number }> {
  const visit = await visitFor(tx, visitId, staffId);
  if (visit.status !== 'planned') throw refuse('home-visit-state-changed');
  const { residentId, reason, plannedAt } = visit;
  const heldAt = plannedAt !== null && plannedAt < tx.now ? plannedAt : tx.now;
  // Taken first: of two who record it at once one does, and only then is anything else written.
  await stepVisit(tx, visit, {});
  const planIds = await plansMeasured(tx, residentId, findings);
  const { encounterId } = await recordVisit(tx, {
    ...{ residentId, staffId, mode: 'home', findings, planIds, heldAt },
    note: note === '' ? undefined : note,
  });
  const taken = { ...visit, version: visit.version + 1 };
  await stepVisit(tx, taken, { status: 'done', endedAt: tx.now, dueAt: null, encounterId, ownerId: staffId });
  if (reason === 'rehabilitation')
    await useItem(tx, {
      ...{ residentId, item: 'rehabilitation-session', usedOn: tx.day.dateOf(heldAt), key: encounterId },
    });
  const { organisationId } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId } });
  await askForRating(tx, { subjectKind: 'home-visit', subjectId: visitId, residentId, organisationId, staffId });
  return { followedUp: planIds.length };
}

/** Nobody was at home: another time is to be arranged; after as many as the rules say it ends. @returns whether it ended. */
export async function recordNotHome(tx: Transaction, { visitId, staffId }: Recorded): Promise<boolean> {
  const visit = await visitFor(tx, visitId, staffId);
  if (visit.status !== 'planned') throw refuse('home-visit-state-changed');
  const rules = rulesOf(visit.rulePack).homeVisits;
  const vainVisits = visit.vainVisits + 1;
  const isOver = vainVisits >= rules.vainVisits;
  const dueAt = workingDaysAfter(tx.day, tx.now, rules.answerWithinWorkingDays);
  const again = { status: 'requested', plannedAt: null, dueAt } as const;
  const over = { status: 'lapsed', endedAt: tx.now, dueAt: null, endReason: 'not-home' satisfies VisitEnd } as const;
  await stepVisit(tx, visit, { vainVisits, ...(isOver ? over : again) });
  if (!isOver) await requestLook(tx, 'home-visit.escalate', { visitId }, dueAt);
  await tellResident(tx, visitId, isOver ? 'not-home-over' : 'not-home');
  audit(tx, { visitId, staffId }, 'home-visit.not-home');
  return isOver;
}

/** They said at the door that they do not want it. */
export async function recordRefused(tx: Transaction, { visitId, staffId }: Recorded): Promise<void> {
  const visit = await visitFor(tx, visitId, staffId);
  if (visit.status !== 'planned') throw refuse('home-visit-state-changed');
  const endReason: VisitEnd = 'refused';
  await stepVisit(tx, visit, { status: 'withdrawn', endedAt: tx.now, dueAt: null, endReason });
  audit(tx, { visitId, staffId }, 'home-visit.refused');
}

/** The follow-ups that are due and whose class depends on what was measured. */
async function plansMeasured(tx: Transaction, residentId: string, findings: Findings): Promise<string[]> {
  const today = tx.day.dateOf(tx.now);
  const plans = await tx.prisma.carePlan.findMany({
    where: { residentId, status: 'active', tasks: { some: { status: 'open', dueFrom: { lte: today } } } },
    orderBy: { id: 'asc' },
  });
  return plans
    .filter((plan) => missingFor(kindOf(plan), {}) !== undefined && missingFor(kindOf(plan), findings) === undefined)
    .map(({ id }) => id);
}

function audit(tx: Transaction, { visitId, staffId }: Recorded, action: string): void {
  tx.audit({ actor: { kind: 'staff', id: staffId }, action, subject: { kind: 'home-visit', id: visitId } });
}
