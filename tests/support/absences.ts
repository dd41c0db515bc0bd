import type { Transaction } from '#domain/transaction.ts';

/** Somebody is away, as the absence dialogue would record it. */
export async function isAway(
  tx: Transaction,
  absence: { staffId: string; coverId: string | null; fromDate: string; toDate: string },
): Promise<void> {
  const { staffId } = absence;
  await tx.prisma.absence.create({
    data: { id: tx.id(), ...absence, reason: 'leave', recordedById: staffId, recordedAt: tx.now },
  });
}
