import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Takes a rating, once: 1–5 and a word. A low one is called back by who looks after the resident.
 * @throws Refusal `not-allowed`, `rating-given`.
 */
export async function answerRating(
  tx: Transaction,
  { ratingId, actorId, score, word }: { ratingId: string; actorId: string; score: number; word: string },
): Promise<{ isLow: boolean }> {
  const rating = await tx.prisma.rating.findUniqueOrThrow({ where: { id: ratingId } });
  const { residentId, organisationId } = rating;
  if (!(await actsFor(tx, actorId, residentId, 'book'))) throw refuse('not-allowed');
  const wordSealed = word === '' ? null : tx.vault.seal({ table: 'Rating', column: 'wordSealed', row: ratingId }, word);
  const { count } = await tx.prisma.rating.updateMany({
    where: { id: ratingId, answeredAt: null },
    data: { score, wordSealed, answeredAt: tx.now },
  });
  if (count === 0) throw refuse('rating-given');
  const { lowUpTo } = (await rulesAt(tx, organisationId)).ratings;
  if (score > lowUpTo) return { isLow: false };
  await askStaffTask(tx, {
    kind: 'phone',
    key: `rating.low/${ratingId}`,
    reason: 'rating-low',
    residentId,
    subject: { kind: 'rating', id: ratingId },
  });
  return { isLow: true };
}

/** What somebody, or whom they act for, was asked and has not answered yet, newest first. */
export async function openRatings(tx: Transaction, residentIds: readonly string[]) {
  return tx.prisma.rating.findMany({
    where: { residentId: { in: [...residentIds] }, answeredAt: null },
    include: { staff: { select: { name: true } }, organisation: { select: { shortName: true } } },
    orderBy: { askedAt: 'desc' },
    take: 5,
  });
}

/** The average score of each of some staff, to one decimal, where enough have rated them. */
export async function averageScores(
  tx: Transaction,
  staffIds: readonly string[],
  fewest: number,
): Promise<Map<string, number>> {
  const grouped = await tx.prisma.rating.groupBy({
    by: ['staffId'],
    where: { staffId: { in: [...staffIds] }, score: { not: null } },
    _avg: { score: true },
    _count: { score: true },
  });
  return new Map(
    grouped.flatMap(({ staffId, _avg, _count }) =>
      staffId !== null && _avg.score !== null && _count.score >= fewest
        ? [[staffId, Math.round(_avg.score * 10) / 10] as const]
        : [],
    ),
  );
}
