import type { Transaction } from '#domain/transaction.ts';
import { answerLateMs } from './unanswered.ts';

/**
 * The next instant after now at which a message wants looking after: a failed one again, an answer that has not left.
 * What is overdue is the sweep's already; were it named here, a clock that is moved in steps would never get past it.
 */
export async function nextDueMessage(tx: Transaction): Promise<Date | undefined> {
  const failed = await tx.prisma.inboundMessage.findFirst({
    where: { status: 'failed', dueAt: { not: null } },
    orderBy: { dueAt: 'asc' },
    select: { dueAt: true },
  });
  const unanswered = await tx.prisma.inboundMessage.findFirst({
    where: { status: 'answered', answeredAt: null },
    orderBy: { receivedAt: 'asc' },
    select: { receivedAt: true },
  });
  const times = [failed?.dueAt, unanswered && new Date(unanswered.receivedAt.getTime() + answerLateMs)].filter(
    (time): time is Date => time instanceof Date && time > tx.now,
  );
  return times.sort((one, other) => one.getTime() - other.getTime())[0];
}
