import { residentNames } from '../residents/resident.ts';
import { answersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';

/** A question that waits for an answer. */
export interface WaitingConsultation {
  id: string;
  /** The whole; people use its last digits. */
  number: string;
  residentName: string;
  askedAt: Date;
  isOverdue: boolean;
}

/** The questions that wait for somebody, and for those whom they cover for: those due first on top. */
export async function consultationsFor(tx: Transaction, staffId: string): Promise<WaitingConsultation[]> {
  const waiting = await tx.prisma.consultation.findMany({
    where: { status: 'open', ownerId: { in: await answersFor(tx, staffId) } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  const names = await residentNames(
    tx,
    waiting.map(({ residentId }) => residentId),
  );
  return waiting.map(({ id, number, residentId, askedAt, dueAt, escalations }) => ({
    id,
    number,
    residentName: names.get(residentId) ?? '',
    askedAt,
    isOverdue: escalations > 0 || (dueAt !== null && dueAt <= tx.now),
  }));
}
