import type { Transaction } from '../transaction.ts';
import { tellResident } from './tell.ts';

/**
 * On the evening before a visit: the resident, or who acts for them.
 * @param at the time that it was arranged for; one that was moved is reminded of by its own job.
 * @returns why nobody was reminded, or undefined.
 */
export async function remindOfVisit(
  tx: Transaction,
  { visitId, at }: { visitId: string; at: string },
): Promise<string | undefined> {
  const { status, plannedAt } = await tx.prisma.homeVisit.findUniqueOrThrow({ where: { id: visitId } });
  if (status !== 'planned') return status;
  if (plannedAt?.toISOString() !== at) return 'moved';
  await tellResident(tx, visitId, 'reminder');
  return undefined;
}
