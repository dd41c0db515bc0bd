import { nextCaseNumber } from '../case-number.ts';
import { requestLook } from '../care/hand-on.ts';
import { closeCards } from '../notices/cards.ts';
import { supplyReady } from '../notices/medicines.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { rulesOf } from '../packs/current.ts';
import { askForRating } from '../ratings/ask.ts';
import { refuse } from '../refusal.ts';
import { mustReach } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { suppliesOf } from './ask.ts';
import { lastRunsOutOn } from './refill.ts';
import { askOn, runsOutAfter } from './rules.ts';
import { cardsOf, mustWorkOn, openStates, step, supplyOf, type SupplyInFull } from './supply.ts';
import { tellOwner, tellResident } from './tell.ts';
import { pickUpData, requestUncollected } from './uncollected.ts';

/**
 * What was asked for stands ready; the resident is told until when it waits.
 * @throws Refusal `not-allowed`, `supply-state-changed`.
 */
export async function markReady(
  tx: Transaction,
  { supplyId, staffId }: { supplyId: string; staffId: string },
): Promise<SupplyInFull> {
  const supply = await supplyOf(tx, supplyId);
  await mustWorkOn(tx, supply, staffId);
  await step(tx, supplyId, { from: ['preparing'], to: 'ready', data: { readyAt: tx.now, dueAt: null } });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'supply.ready',
    subject: { kind: 'supply', id: supplyId },
  });
  await closeCards(tx, cardsOf(supplyId), '已备好');
  await tellOwner(tx, supplyId);
  await tellResident(tx, supplyId, supplyReady, await pickUpData(tx, supplyId));
  await requestUncollected(tx, supplyId);
  return supply;
}

/**
 * It was handed out: from today on it lasts its days, on top of what is left. Asked about before it runs out, and rated.
 * @throws Refusal `not-allowed`, `supply-state-changed` for the second of two who press.
 */
export async function handOut(
  tx: Transaction,
  { supplyId, staffId }: { supplyId: string; staffId: string },
): Promise<{ number: string; runsOutOn: string }> {
  const supply = await supplyOf(tx, supplyId);
  await mustWorkOn(tx, supply, staffId);
  await oneAtATime(tx, suppliesOf(supply.residentId));
  const runsOutOn = await runsOutOf(tx, supply);
  await step(tx, supplyId, {
    from: ['preparing', 'ready'],
    to: 'collected',
    data: { collectedAt: tx.now, runsOutOn, dueAt: null },
  });
  await closeCards(tx, cardsOf(supplyId), '已领走');
  await afterCollected(tx, { supplyId, staffId });
  return { number: supply.number, runsOutOn };
}

/**
 * Records what was handed out to somebody who stood at the desk without having asked for it before.
 * @throws Refusal `not-allowed`, `resident-deceased`, `medicine-not-listed`, `supply-open` when it is being prepared.
 */
export async function recordHandedOut(
  tx: Transaction,
  { residentId, medicineId, days, staffId }: { residentId: string; medicineId: string; days: number; staffId: string },
): Promise<{ supplyId: string; runsOutOn: string }> {
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  await mustReach(tx, staffId, medicine.organisationId, deskRoles);
  if (medicine.status === 'proposed' || medicine.status === 'withdrawn') throw refuse('medicine-not-listed');
  const resident = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  await oneAtATime(tx, suppliesOf(residentId));
  const open = await tx.prisma.medicineSupply.findFirst({
    where: { residentId, medicineId, status: { in: [...openStates] } },
  });
  if (open) throw refuse('supply-open', { number: open.number });
  const pack = await rulesAt(tx, medicine.organisationId);
  const [id, number] = [tx.id(), await nextCaseNumber(tx, 'YY')];
  const runsOutOn = await runsOutOf(tx, { residentId, medicineId, days });
  await tx.prisma.medicineSupply.create({
    data: {
      ...{ id, number, residentId, medicineId, status: 'collected', ownerId: staffId, rulePack: pack.version, days },
      longTerm: days > pack.medicines.chronicDays,
      ...{ requestedAt: tx.now, collectedAt: tx.now, runsOutOn },
    },
  });
  await afterCollected(tx, { supplyId: id, staffId });
  return { supplyId: id, runsOutOn };
}

function runsOutOf(
  tx: Transaction,
  { residentId, medicineId, days }: { residentId: string; medicineId: string; days: number },
): Promise<string> {
  const collectedOn = tx.day.dateOf(tx.now);
  return lastRunsOutOn(tx, residentId, medicineId).then((before) =>
    runsOutAfter({ collectedOn, days, before }, tx.day),
  );
}

async function afterCollected(
  tx: Transaction,
  { supplyId, staffId }: { supplyId: string; staffId: string },
): Promise<void> {
  const { residentId, medicine, runsOutOn, rulePack } = await supplyOf(tx, supplyId);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'supply.collected',
    subject: { kind: 'supply', id: supplyId },
    detail: { residentId, medicineId: medicine.id, runsOutOn },
  });
  await askForRating(tx, {
    subjectKind: 'supply',
    subjectId: supplyId,
    residentId,
    organisationId: medicine.organisationId,
    staffId: null,
  });
  const rules = rulesOf(rulePack).medicines;
  const collectedOn = tx.day.dateOf(tx.now);
  const on = runsOutOn === null ? undefined : askOn({ runsOutOn, collectedOn, medicine }, rules, tx.day);
  if (on !== undefined) await requestLook(tx, 'supply.ask', { supplyId }, tx.day.at(on, rules.askAt));
}
