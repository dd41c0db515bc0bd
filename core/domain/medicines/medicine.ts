import type { Medicine } from '#prisma/generated/sqlite/client.ts';
import { subtreeOf } from '../organisations/tree.ts';
import { seesPart } from '../residents/family.ts';
import { residentRow } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';

/** 氨氯地平片 5mg */
export function sayMedicine({ name, strength }: Pick<Medicine, 'name' | 'strength'>): string {
  return `${name} ${strength}`;
}

/** A medicine with where it is collected, and the hospital that supplies it on request. */
export type MedicineOnList = Awaited<ReturnType<typeof listOf>>[number];

/** What stands on the lists (便民药箱) of a centre and its stations; what is only proposed does not. */
export async function listOf(tx: Transaction, organisationId: string) {
  return tx.prisma.medicine.findMany({
    where: { organisationId: { in: await subtreeOf(tx, organisationId) }, status: { in: ['stocked', 'out_of_stock'] } },
    include: { organisation: { select: { name: true, shortName: true } }, supplier: { select: { shortName: true } } },
    orderBy: [{ name: 'asc' }, { strength: 'asc' }, { id: 'asc' }],
  });
}

/** The centre where somebody gets their medicines: of the running contract, else their home centre. */
export async function dispensingCentre(tx: Transaction, residentId: string): Promise<string | undefined> {
  const { id, homeCentreId } = await residentRow(tx, residentId);
  const contract = await tx.prisma.contract.findFirst({
    where: { residentId: id, status: 'active' },
    select: { centreId: true },
  });
  return contract?.centreId ?? homeCentreId ?? undefined;
}

/**
 * Whether somebody may see which medicine it is: what tells of pregnancy, mental health or tuberculosis is never shared by
 * default (domain.md §1).
 */
export function seesMedicine(
  tx: Transaction,
  { actorId, residentId, part }: { actorId: string; residentId: string; part: string },
): Promise<boolean> {
  return seesPart(tx, actorId, residentId, part);
}
