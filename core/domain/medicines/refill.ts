import type { Medicine } from '#prisma/generated/sqlite/client.ts';
import { previousClass } from '../follow-ups/previous.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import type { Refusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { amountsOf, refillObstacle, type Amount, type RefillFacts, type RefillObstacle } from './rules.ts';

/** What a refill of one medicine comes to for somebody today: what stands against it, and for how many days it can be. */
export async function refillOf(
  tx: Transaction,
  { residentId, medicine, pack }: { residentId: string; medicine: Medicine; pack: RulePack },
): Promise<{ obstacle: RefillObstacle | undefined; amounts: readonly [Amount, ...Amount[]] }> {
  const facts = await factsOf(tx, { residentId, medicine, pack });
  return {
    obstacle: refillObstacle(facts, pack.medicines, tx.day),
    amounts: amountsOf(facts, pack.medicines),
  };
}

async function factsOf(
  tx: Transaction,
  { residentId, medicine, pack }: { residentId: string; medicine: Medicine; pack: RulePack },
): Promise<RefillFacts> {
  const contract = await tx.prisma.contract.count({ where: { residentId, status: 'active' } });
  return {
    today: tx.day.dateOf(tx.now),
    medicine,
    hasContract: contract > 0,
    seenOn: await lastSeenOn(tx, residentId, pack),
    runsOutOn: await lastRunsOutOn(tx, residentId, medicine.id),
    isStable: await isStable(tx, residentId, pack),
  };
}

/** The last visit face to face, recorded as a visit of a follow-up or attended in a clinic. */
export async function lastSeenOn(
  tx: Transaction,
  residentId: string,
  { followUps }: RulePack,
): Promise<string | undefined> {
  const visit = await tx.prisma.encounter.findFirst({
    where: { residentId, mode: { in: [...followUps.faceToFaceModes] } },
    orderBy: { heldAt: 'desc' },
    select: { heldAt: true },
  });
  const clinic = await tx.prisma.appointment.findFirst({
    where: { residentId, status: 'attended' },
    orderBy: { startsAt: 'desc' },
    select: { startsAt: true },
  });
  const seen = [visit?.heldAt, clinic?.startsAt].flatMap((at) => (at ? [tx.day.dateOf(at)] : []));
  return seen.sort().at(-1);
}

/** The first day without a medicine, by all that was collected of it. */
export async function lastRunsOutOn(
  tx: Transaction,
  residentId: string,
  medicineId: string,
): Promise<string | undefined> {
  const last = await tx.prisma.medicineSupply.findFirst({
    where: { residentId, medicineId, status: 'collected' },
    orderBy: { runsOutOn: 'desc' },
    select: { runsOutOn: true },
  });
  return last?.runsOutOn ?? undefined;
}

/** The last visit of each of the plans that a 长处方 goes by was satisfactory. */
async function isStable(tx: Transaction, residentId: string, { medicines }: RulePack): Promise<boolean> {
  const plans = await tx.prisma.carePlan.findMany({
    where: { residentId, status: 'active', kind: { in: [...medicines.longTermPlans] } },
    select: { id: true },
  });
  for (const { id } of plans) if ((await previousClass(tx, id)) !== 'controlled') return false;
  return plans.length > 0;
}

/** An obstacle as a refusal, for who asks all the same. */
export function refusalFor(obstacle: RefillObstacle): Refusal {
  switch (obstacle.why) {
    case 'not-on-list':
      return refuse('medicine-not-listed');
    case 'out-of-stock':
      return refuse('medicine-out-of-stock');
    case 'enough-left':
      return refuse('medicine-enough-left', { days: String(obstacle.daysLeft), from: obstacle.from });
    case 'needs-contract':
      return refuse('medicine-needs-contract');
    case 'needs-visit':
      return refuse('medicine-needs-visit', { days: String(obstacle.withinDays) });
  }
}
