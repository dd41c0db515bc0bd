import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { reachOf } from './reach.ts';
import { deskRoles } from './roles.ts';

/** The centres at whose desks somebody works; empty for a hospital's staff and for administrators of the district. */
export async function deskCentres(tx: Transaction, staffId: string): Promise<string[]> {
  const reached = await reachOf(tx, staffId, deskRoles);
  const centres = await tx.prisma.organisation.findMany({
    where: { id: { in: reached }, kind: { in: ['centre', 'station'] } },
    select: { id: true },
    orderBy: { name: 'asc' },
  });
  return centres.map(({ id }) => id);
}

/** @throws Refusal `not-allowed` for who works at no centre's desk. */
export async function mustWorkAtDesk(tx: Transaction, staffId: string): Promise<void> {
  if ((await deskCentres(tx, staffId)).length === 0) throw refuse('not-allowed');
}
