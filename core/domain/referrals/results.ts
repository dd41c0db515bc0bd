import type { Transaction } from '../transaction.ts';

/** How far back results are recent, days. Longer, and they are made anew anyway. */
const recentDays = 90;
const mostResults = 5;

/** Titles and dates of recent reports, so that nothing is examined twice (seed 000: 减少重复检查). Their content stays where it is. */
export async function recentResults(tx: Transaction, residentId: string): Promise<string[]> {
  const since = new Date(tx.now.getTime() - recentDays * 86_400_000);
  const reports = await tx.prisma.report.findMany({
    where: { residentId, issuedAt: { gte: since } },
    select: { title: true, issuedAt: true },
    orderBy: { issuedAt: 'desc' },
    take: mostResults,
  });
  return reports.map(({ title, issuedAt }) => `${tx.day.dateOf(issuedAt)} ${title}`);
}
