import type { Role } from '#prisma/generated/sqlite/enums.ts';
import { lineageOf, subtreeOf } from '../organisations/tree.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Whether somebody holds one of the roles for an organisation: in it or above it. A role reaches down its subtree, not
 * sideways (domain.md §1). Asked of the rows each time, so that a dismissal or a changed role counts at once.
 */
export async function reaches(
  tx: Transaction,
  staffId: string,
  organisationId: string,
  roles: Role | readonly Role[],
): Promise<boolean> {
  const held = await tx.prisma.staffRole.count({
    where: {
      staffId,
      staff: { active: true },
      role: { in: typeof roles === 'string' ? [roles] : [...roles] },
      organisationId: { in: await lineageOf(tx, organisationId) },
    },
  });
  return held > 0;
}

/** Every organisation that one of the roles reaches; empty for who holds none of them. */
export async function reachOf(tx: Transaction, staffId: string, roles: readonly Role[]): Promise<string[]> {
  const held = await tx.prisma.staffRole.findMany({
    where: { staffId, staff: { active: true }, role: { in: [...roles] } },
    select: { organisationId: true },
  });
  const reached = new Set<string>();
  for (const { organisationId } of held) for (const id of await subtreeOf(tx, organisationId)) reached.add(id);
  return [...reached];
}

/** @throws Refusal `not-allowed` when `reaches` says no. */
export async function mustReach(
  tx: Transaction,
  staffId: string,
  organisationId: string,
  roles: Role | readonly Role[],
): Promise<void> {
  if (!(await reaches(tx, staffId, organisationId, roles))) throw refuse('not-allowed');
}
