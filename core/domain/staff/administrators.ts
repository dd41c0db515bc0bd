import { lineageOf } from '../organisations/tree.ts';
import type { Transaction } from '../transaction.ts';
import { administratorRoles } from './roles.ts';

/** Who administers an organisation: its own administrators, or those of the nearest above it that has any. */
export async function nearestAdministrators(tx: Transaction, organisationId: string): Promise<string[]> {
  const lineage = await lineageOf(tx, organisationId);
  const held = await tx.prisma.staffRole.findMany({
    where: { organisationId: { in: lineage }, role: { in: [...administratorRoles] }, staff: { active: true } },
    select: { staffId: true, organisationId: true },
    orderBy: { staffId: 'asc' },
  });
  for (const place of lineage) {
    const here = held.filter((role) => role.organisationId === place).map(({ staffId }) => staffId);
    if (here.length > 0) return [...new Set(here)];
  }
  return [];
}
