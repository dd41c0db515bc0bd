import { residentRow } from '../residents/resident.ts';
import { answersFor } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Whether somebody cares for a resident today (domain.md §1): the contract's doctor or team, or who covers for them, and
 * those whose role reaches the home centre.
 */
export async function caresFor(
  tx: Transaction,
  { staffId, residentId }: { staffId: string; residentId: string },
): Promise<boolean> {
  const { id, homeCentreId } = await residentRow(tx, residentId);
  const doctors = await answersFor(tx, staffId);
  const signed = await tx.prisma.contract.count({
    where: {
      residentId: id,
      status: 'active',
      OR: [{ doctorId: { in: doctors } }, { team: { members: { some: { staffId: { in: doctors } } } } }],
    },
  });
  return signed > 0 || (homeCentreId !== null && (await reaches(tx, staffId, homeCentreId, deskRoles)));
}
