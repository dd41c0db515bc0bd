import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { closeCards } from '../notices/cards.ts';
import { supplyOnRequest } from '../notices/medicine-work.ts';
import { supplyAgreed, supplyRefused, supplyRefusalWords } from '../notices/medicines.ts';
import { send } from '../notices/send.ts';
import { shortNumber } from '../case-number.ts';
import { centreOf, lineageOf } from '../organisations/tree.ts';
import { rulesOf } from '../packs/current.ts';
import { whoAnswersFor } from '../staff/cover.ts';
import { dutyStaff } from '../staff/duty.ts';
import type { Transaction } from '../transaction.ts';
import { sayMedicine } from './medicine.ts';
import type { SupplyRefusal } from './rules.ts';
import { cardsOf, mustWorkOn, step, supplyOf, type SupplyInFull } from './supply.ts';
import { tellOwner, tellResident } from './tell.ts';

/**
 * The doctor agrees to a request: from here it is the desk's, who prepares it; what only the twinned hospital has
 * (联系用药, seed 000 三(三)3) is asked of its desk.
 * @throws Refusal `not-allowed`, `supply-state-changed` when it is answered already.
 */
export async function agreeToSupply(
  tx: Transaction,
  { supplyId, staffId }: { supplyId: string; staffId: string },
): Promise<SupplyInFull> {
  const supply = await supplyOf(tx, supplyId);
  await mustWorkOn(tx, supply, staffId);
  const { prepareWithinWorkingDays, onRequestWithinWorkingDays } = rulesOf(supply.rulePack).medicines;
  const days = supply.medicine.supplierId === null ? prepareWithinWorkingDays : onRequestWithinWorkingDays;
  const dueAt = workingDaysAfter(tx.day, tx.now, days);
  const ownerId = (await keeperOf(tx, supply.medicine.organisationId)) ?? staffId;
  await step(tx, supplyId, { from: ['requested'], to: 'preparing', data: { ownerId, dueAt, escalations: 0 } });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'supply.agreed',
    subject: { kind: 'supply', id: supplyId },
    detail: { residentId: supply.residentId, medicineId: supply.medicineId, to: ownerId },
  });
  await closeCards(tx, cardsOf(supplyId), '已同意');
  await requestLook(tx, 'supply.escalate', { supplyId }, dueAt);
  await tellOwner(tx, supplyId);
  await askHospital(tx, supply);
  await tellResident(tx, supplyId, supplyAgreed, { days, hospital: supply.medicine.supplier?.shortName ?? '' });
  return supply;
}

/**
 * Refuses a request, or what cannot be prepared after all, with a reason; the resident is told it and the way on.
 * @param from in which state whoever refuses saw it.
 * @throws Refusal `not-allowed`, `supply-state-changed`.
 */
export async function refuseSupply(
  tx: Transaction,
  {
    supplyId,
    staffId,
    reason,
    from,
  }: { supplyId: string; staffId: string; reason: SupplyRefusal; from: 'requested' | 'preparing' },
): Promise<SupplyInFull> {
  const supply = await supplyOf(tx, supplyId);
  await mustWorkOn(tx, supply, staffId);
  const data = { refusal: reason, dueAt: null };
  await step(tx, supplyId, { from: [from], to: 'refused', data });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'supply.refused',
    subject: { kind: 'supply', id: supplyId },
    detail: { residentId: supply.residentId, reason },
  });
  await closeCards(tx, cardsOf(supplyId), supplyRefusalWords[reason].staff);
  await tellResident(tx, supplyId, supplyRefused, { why: reason });
  return supply;
}

/** Who prepares medicines at a place: a nurse who is there today, the nearest first; else whoever is on duty. */
async function keeperOf(tx: Transaction, organisationId: string): Promise<string | undefined> {
  const lineage = await lineageOf(tx, organisationId);
  const nurses = await tx.prisma.staffRole.findMany({
    where: { organisationId: { in: lineage }, role: 'nurse', staff: { active: true } },
    orderBy: { staffId: 'asc' },
  });
  const height = (place: string) => lineage.indexOf(place);
  for (const { staffId } of nurses.toSorted((one, other) => height(one.organisationId) - height(other.organisationId)))
    if ((await whoAnswersFor(tx, staffId)) === staffId) return staffId;
  return (await dutyStaff(tx, organisationId))[0];
}

/** Every desk of the hospital gets the card; whose press comes first answers. */
async function askHospital(tx: Transaction, { id, number, days, medicine }: SupplyInFull): Promise<void> {
  if (medicine.supplierId === null) return;
  const desk = await tx.prisma.staffRole.findMany({
    where: { organisationId: medicine.supplierId, role: 'hospital_desk', staff: { active: true } },
    orderBy: { staffId: 'asc' },
  });
  const centreId = (await centreOf(tx, medicine.organisationId)) ?? medicine.organisationId;
  const { shortName, phone } = await tx.prisma.organisation.findUniqueOrThrow({ where: { id: centreId } });
  const data = { number: shortNumber(number), centre: shortName, phone, medicine: sayMedicine(medicine), days };
  for (const { staffId } of desk)
    await send(tx, supplyOnRequest, { staff: staffId }, data, {
      key: `supply.on-request/${id}/${staffId}`,
      cardTaskId: `supplier-${id}-${staffId.slice(-12)}`,
    });
}
