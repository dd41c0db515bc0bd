import type { Medicine } from '#prisma/generated/sqlite/client.ts';
import { rulesForResident } from '../packs/of-organisation.ts';
import type { Transaction } from '../transaction.ts';
import { sayMedicine } from './medicine.ts';
import { daysLeft, type Adherence } from './rules.ts';

/** A medicine that somebody takes, by what they collected last. */
export interface MedicineInUse {
  medicineId: string;
  medicine: Medicine;
  /** 氨氯地平片 5mg */
  name: string;
  supplyId: string;
  /** YYYY-MM-DD */
  collectedOn: string;
  runsOutOn: string;
  daysLeft: number;
  adherence: Adherence | null;
}

/**
 * What somebody takes: collected, and not run out; of what is taken for long also what ran out lately, because a refill
 * is overdue then. What runs out first comes first.
 */
export async function medicinesInUse(tx: Transaction, residentId: string): Promise<MedicineInUse[]> {
  const today = tx.day.dateOf(tx.now);
  const { visitWithinDays } = (await rulesForResident(tx, residentId)).medicines;
  const lately = tx.day.add(today, -visitWithinDays);
  const supplies = await tx.prisma.medicineSupply.findMany({
    where: { residentId, status: 'collected', runsOutOn: { gte: lately } },
    include: { medicine: true },
    orderBy: [{ runsOutOn: 'desc' }, { id: 'desc' }],
  });
  const seen = new Set<string>();
  const inUse: MedicineInUse[] = [];
  for (const { id, medicineId, medicine, requestedAt, collectedAt, runsOutOn, adherence } of supplies) {
    if (seen.has(medicineId) || runsOutOn === null) continue;
    seen.add(medicineId);
    if (runsOutOn <= today && !medicine.longTerm) continue;
    inUse.push({
      medicineId,
      medicine,
      name: sayMedicine(medicine),
      supplyId: id,
      collectedOn: tx.day.dateOf(collectedAt ?? requestedAt),
      runsOutOn,
      daysLeft: daysLeft(runsOutOn, today, tx.day),
      // Written by answerAdherence from the closed list.
      adherence: adherence as Adherence | null,
    });
  }
  return inUse.reverse();
}
