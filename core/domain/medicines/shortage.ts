import { maskName } from '#kit/mask.ts';
import type { Medicine, MedicineSupply } from '#prisma/generated/sqlite/client.ts';
import { hearersOf, tell } from '../clinics/hearers.ts';
import { offerChoices } from '../clinics/offer-choices.ts';
import { shortNumber } from '../case-number.ts';
import { requestJob } from '../jobs/request-job.ts';
import { medicineBack, medicineShort, shortageLines, type ShortageWish } from '../notices/medicines.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { residentName } from '../residents/resident.ts';
import { mustReach } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/**
 * A medicine has run out at its place, perhaps with another one of the list instead. Exactly those are told who have asked
 * for it or take it (seed 004 三(二)2: 不能随意进行品规和厂家的调换).
 * @throws Refusal `not-allowed`, `medicine-changed` when it is not in stock, `medicine-not-listed` for a substitute that
 * is not to be had there.
 */
export async function markOutOfStock(
  tx: Transaction,
  { medicineId, staffId, substituteId }: { medicineId: string; staffId: string; substituteId: string | null },
): Promise<void> {
  const { organisationId } = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  await mustReach(tx, staffId, organisationId, deskRoles);
  if (substituteId !== null) {
    const where = { id: substituteId, organisationId, status: 'stocked' as const };
    if (substituteId === medicineId || (await tx.prisma.medicine.count({ where })) === 0)
      throw refuse('medicine-not-listed');
  }
  await changeStock(tx, { medicineId, staffId, from: 'stocked', to: 'out_of_stock', substituteId });
}

/** It is there again. @throws Refusal `not-allowed`, `medicine-changed`. */
export async function markInStock(
  tx: Transaction,
  { medicineId, staffId }: { medicineId: string; staffId: string },
): Promise<void> {
  const { organisationId } = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  await mustReach(tx, staffId, organisationId, deskRoles);
  await changeStock(tx, { medicineId, staffId, from: 'out_of_stock', to: 'stocked', substituteId: null });
}

type Stock = 'stocked' | 'out_of_stock';

async function changeStock(
  tx: Transaction,
  change: { medicineId: string; staffId: string; from: Stock; to: Stock; substituteId: string | null },
): Promise<void> {
  const { medicineId, staffId, from, to, substituteId } = change;
  const { count } = await tx.prisma.medicine.updateMany({
    where: { id: medicineId, status: from },
    data: { status: to, substituteId, changedAt: tx.now },
  });
  if (count === 0) throw refuse('medicine-changed');
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: `medicine.${to === 'stocked' ? 'in-stock' : 'out-of-stock'}`,
    subject: { kind: 'medicine', id: medicineId },
    detail: { substituteId },
  });
  await requestTelling(tx, medicineId);
}

/** Asks for those to be told whom the state of a medicine touches as it is now. */
export async function requestTelling(tx: Transaction, medicineId: string, after = ''): Promise<void> {
  const { changedAt: at } = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  const changedAt = at.toISOString();
  const key = `medicine.tell/${medicineId}/${changedAt}/${after}`;
  await requestJob(tx, 'medicine.tell', { medicineId, changedAt, after }, { key, dueAt: tx.now, priority: 1 });
}

/** So many are told in one transaction; answers to residents wait no longer than that. */
const suppliesAPage = 50;

/**
 * Tells a page of those who have asked for a medicine or take it; nothing once it has changed again.
 * @returns how many supplies were looked at.
 */
export async function tellAffected(
  tx: Transaction,
  { medicineId, changedAt, after }: { medicineId: string; changedAt: string; after: string },
): Promise<number> {
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({
    where: { id: medicineId },
    include: { organisation: { select: { shortName: true } } },
  });
  if (medicine.changedAt.toISOString() !== changedAt) return 0;
  const today = tx.day.dateOf(tx.now);
  const supplies = await tx.prisma.medicineSupply.findMany({
    where: {
      medicineId,
      id: { gt: after },
      resident: { diedOn: null },
      OR: [{ status: { in: ['requested', 'preparing'] } }, { status: 'collected', runsOutOn: { gt: today } }],
    },
    orderBy: { id: 'asc' },
    take: suppliesAPage,
  });
  const { refillFromDaysLeft } = (await rulesAt(tx, medicine.organisationId)).medicines;
  const soon = tx.day.add(today, refillFromDaysLeft);
  for (const supply of supplies) {
    // Who has enough at home asks when they need it.
    const waits = supply.status !== 'collected' || (supply.runsOutOn ?? '') <= soon;
    if (medicine.status !== 'stocked' || waits) await tellOne(tx, medicine, supply);
  }
  const last = supplies.at(-1);
  if (last && supplies.length === suppliesAPage) await requestTelling(tx, medicineId, last.id);
  return supplies.length;
}

async function tellOne(
  tx: Transaction,
  medicine: Medicine & { organisation: { shortName: string } },
  { residentId, contactId, number }: MedicineSupply,
): Promise<void> {
  const said = {
    name: maskName(await residentName(tx, residentId)),
    number: shortNumber(number),
    centre: medicine.organisation.shortName,
  };
  const hearers = await hearersOf(tx, residentId, contactId);
  // Once for each person and change, however many boxes they have.
  const key = `${residentId}/${medicine.id}/${medicine.changedAt.toISOString()}`;
  const options = { about: residentId };
  if (medicine.status === 'stocked')
    return tell(tx, hearers, medicineBack, said, { ...options, key: `${medicineBack.name}/${key}` });
  const wishes = wishesFor(medicine);
  const removed = medicine.status === 'withdrawn';
  await tell(
    tx,
    hearers,
    medicineShort,
    { ...said, removed, wishes },
    { ...options, key: `${medicineShort.name}/${key}` },
  );
  await offerChoices(
    tx,
    hearers,
    'medicine-short',
    shortageLines
      .filter((line) => wishes.includes(line.key))
      .map((line) => ({ key: `${medicine.id}/${residentId}/${line.key}`, label: line.label })),
  );
}

/** What can be wished for while a medicine is not to be had. */
export function wishesFor({ status, substituteId }: Pick<Medicine, 'status' | 'substituteId'>): ShortageWish[] {
  return [
    ...(status === 'out_of_stock' ? (['wait'] as const) : []),
    ...(substituteId === null ? [] : (['substitute'] as const)),
    'call',
  ];
}
