import type { Transaction } from '../transaction.ts';

/** The earliest day (YYYY-MM-DD) on which something is due of a resident, of whatever plan; undefined when nothing is. */
export async function nextVisitOf(tx: Transaction, residentId: string): Promise<string | undefined> {
  const next = await tx.prisma.careTask.findFirst({
    where: { residentId, status: 'open' },
    orderBy: { dueOn: 'asc' },
    select: { dueOn: true },
  });
  return next?.dueOn;
}
