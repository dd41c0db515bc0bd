import type { Transaction } from '../transaction.ts';
import { closePlans } from './close-plan.ts';
import { addTag, mustCareFor } from './diagnose.ts';
import { openPlan } from './open-plan.ts';

/**
 * A pregnancy is known: the five visits are due by the weeks from the last period (末次月经, YYYY-MM-DD).
 * @returns the plan's id; undefined when it was known.
 * @throws Refusal as `recordDiagnosis`.
 */
export async function recordPregnancy(
  tx: Transaction,
  { residentId, lastPeriodOn, staffId }: { residentId: string; lastPeriodOn: string; staffId: string },
): Promise<string | undefined> {
  await mustCareFor(tx, { residentId, staffId });
  await addTag(tx, residentId, '孕产妇');
  return openPlan(tx, { residentId, kind: 'pregnancy', anchorOn: lastPeriodOn, openedById: staffId });
}

/**
 * A child is born: the visits of the pregnancy end, those of the mother begin, and the child's where it is on file.
 * @throws Refusal as `recordDiagnosis`.
 * @param dischargedOn from which the visit at home within a week counts; the day of birth when it is not known.
 */
export async function recordBirth(
  tx: Transaction,
  birth: {
    motherId: string;
    childId?: string | undefined;
    bornOn: string;
    dischargedOn?: string | undefined;
    staffId: string;
  },
): Promise<void> {
  const { motherId, childId, bornOn, dischargedOn, staffId } = birth;
  await mustCareFor(tx, { residentId: motherId, staffId });
  await closePlans(tx, { residentId: motherId, kind: 'pregnancy' }, 'born', { staffId });
  const common = { anchorOn: bornOn, dischargedOn, openedById: staffId };
  await openPlan(tx, { residentId: motherId, kind: 'postnatal', causeId: bornOn, ...common });
  if (childId !== undefined) await openPlan(tx, { residentId: childId, kind: 'child', ...common });
}

/** Whether the visits of a pregnancy are running. */
export async function isPregnant(tx: Transaction, residentId: string): Promise<boolean> {
  return (await tx.prisma.carePlan.count({ where: { residentId, kind: 'pregnancy', status: 'active' } })) > 0;
}

/**
 * A pregnancy ended without a birth: nobody is reminded of its visits any more.
 * @throws Refusal as `recordDiagnosis`.
 */
export async function endPregnancy(
  tx: Transaction,
  { residentId, staffId }: { residentId: string; staffId: string },
): Promise<void> {
  await mustCareFor(tx, { residentId, staffId });
  await closePlans(tx, { residentId, kind: 'pregnancy' }, 'pregnancy-ended', { staffId });
}
