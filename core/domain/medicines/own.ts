import { shortNumber } from '../case-number.ts';
import { rulesOf } from '../packs/current.ts';
import { rulesForResident } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { medicinesInUse, type MedicineInUse } from './in-use.ts';
import { dispensingCentre, listOf, type MedicineOnList, sayMedicine, seesMedicine } from './medicine.ts';
import type { SupplyRefusal } from './rules.ts';
import { openStates } from './supply.ts';

/** A request that is not over, as the resident sees it. */
export interface OwnSupply {
  id: string;
  number: string;
  medicineId: string;
  medicine: string;
  status: 'requested' | 'preparing' | 'ready';
  /** Where it is collected. */
  place: string;
  /** 联系用药: the hospital. */
  hospital: string | undefined;
  /** The last day on which what is ready waits, YYYY-MM-DD. */
  until: string | undefined;
}

/** What somebody takes, has asked for, and may ask for; without what the viewer may not see. */
export interface OwnMedicines {
  inUse: MedicineInUse[];
  open: OwnSupply[];
  /** Not granted lately, and not asked for again since. */
  refused: { number: string; medicine: string; why: SupplyRefusal }[];
  list: MedicineOnList[];
}

/** 用药 of oneself, or of whose record one may see. */
export async function ownMedicines(
  tx: Transaction,
  { viewerId, residentId }: { viewerId: string; residentId: string },
): Promise<OwnMedicines> {
  if (!(await actsFor(tx, viewerId, residentId, 'records'))) throw refuse('not-allowed');
  const centreId = await dispensingCentre(tx, residentId);
  const supplies = await tx.prisma.medicineSupply.findMany({
    where: { residentId, status: { in: [...openStates] } },
    include: { medicine: { include: { organisation: true, supplier: true } } },
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
  });
  const refused = await lastRefused(tx, residentId);
  const visible = await sightOf(tx, viewerId, residentId);
  return {
    inUse: (await medicinesInUse(tx, residentId)).filter(({ medicine }) => visible(medicine)),
    open: supplies
      .filter(({ medicine }) => visible(medicine))
      .map(({ id, number, medicineId, medicine, status, readyAt, rulePack }) => ({
        ...{ id, number: shortNumber(number), medicineId, medicine: sayMedicine(medicine) },
        // Only open ones were read.
        status: status as OwnSupply['status'],
        place: medicine.organisation.shortName,
        hospital: medicine.supplier?.shortName,
        until: readyAt ? tx.day.add(tx.day.dateOf(readyAt), rulesOf(rulePack).medicines.collectWithinDays) : undefined,
      })),
    refused: refused.filter(visible).map(({ number, name, why }) => ({ number, medicine: name, why })),
    list: centreId === undefined ? [] : (await listOf(tx, centreId)).filter(visible),
  };
}

async function lastRefused(
  tx: Transaction,
  residentId: string,
): Promise<{ number: string; name: string; part: string; why: SupplyRefusal }[]> {
  const { refusalShownDays } = (await rulesForResident(tx, residentId)).medicines;
  const supplies = await tx.prisma.medicineSupply.findMany({
    where: { residentId, requestedAt: { gt: new Date(tx.now.getTime() - refusalShownDays * 86_400_000) } },
    include: { medicine: true },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
  });
  const newest = new Map(supplies.toReversed().map((supply) => [supply.medicineId, supply]));
  return [...newest.values()]
    .filter(({ status }) => status === 'refused')
    .map(({ number, medicine, refusal }) => ({
      ...{ number: shortNumber(number), name: sayMedicine(medicine), part: medicine.part },
      // Written by refuseSupply from the closed list.
      why: refusal as SupplyRefusal,
    }));
}

/** The look is audited, with its purpose: what somebody takes tells what they have. */
export function noteLookAtMedicines(
  tx: Transaction,
  { viewerId, residentId }: { viewerId: string; residentId: string },
): void {
  tx.audit({
    actor: { kind: 'resident', id: viewerId },
    action: 'medicines.read',
    subject: { kind: 'resident', id: residentId },
    purpose: viewerId === residentId ? 'own-medicines' : 'family-medicines',
  });
}

async function sightOf(
  tx: Transaction,
  actorId: string,
  residentId: string,
): Promise<(medicine: { part: string }) => boolean> {
  const parts = new Map<string, boolean>();
  for (const part of ['', 'pregnancy', 'mental-health', 'tuberculosis'])
    parts.set(part, await seesMedicine(tx, { actorId, residentId, part }));
  return ({ part }) => parts.get(part) ?? false;
}
