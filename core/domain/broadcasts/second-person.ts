import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import { lineageOf, subtreeOf } from '../organisations/tree.ts';
import { whoAnswersFor } from '../staff/cover.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { isGuarded } from './audience.ts';
import { audienceOf, countsOf, rulesOfBroadcast } from './broadcast.ts';
import { summaryOf } from './reach.ts';

/**
 * Whether somebody else must agree first (domain.md §7): it reaches more than the rules let one person write to, or its
 * audience says something of its people that a mistake would spread. An emergency goes at once and is checked afterwards.
 */
export function needsSecondPerson(row: Pick<Broadcast, 'kind' | 'audience' | 'counts' | 'rulePack'>): boolean {
  if (row.kind === 'emergency') return false;
  const { written, byWay } = summaryOf(countsOf(row));
  return isGuarded(audienceOf(row)) || written + byWay.call > rulesOfBroadcast(row).broadcasts.secondPersonAbove;
}

/**
 * Who may agree: administrators of its place, then of those above it, then, where there is nobody else, of those below it;
 * as they are present today, never who wrote it.
 */
export async function secondPeople(
  tx: Transaction,
  { organisationId, createdById }: Pick<Broadcast, 'organisationId' | 'createdById'>,
): Promise<string[]> {
  const above = await administratorsIn(tx, await lineageOf(tx, organisationId), createdById);
  return above.length > 0 ? above : administratorsIn(tx, await subtreeOf(tx, organisationId), createdById);
}

async function administratorsIn(tx: Transaction, places: readonly string[], writer: string): Promise<string[]> {
  const held = await tx.prisma.staffRole.findMany({
    where: { organisationId: { in: [...places] }, role: { in: [...administratorRoles] }, staff: { active: true } },
    select: { staffId: true, organisationId: true },
    orderBy: { staffId: 'asc' },
  });
  const nearest = [...held].sort(
    (one, other) => places.indexOf(one.organisationId) - places.indexOf(other.organisationId),
  );
  const found = new Set<string>();
  for (const { staffId } of nearest) {
    const present = await whoAnswersFor(tx, staffId);
    // Whoever stands in for a colleague may not agree to their own.
    if (present !== undefined && present !== writer && staffId !== writer) found.add(present);
  }
  return [...found];
}
