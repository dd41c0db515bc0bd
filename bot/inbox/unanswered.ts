import { reply } from '#domain/notices/send.ts';
import type { Transaction } from '#domain/transaction.ts';
import { replyContent } from '../channels/tencent/text.ts';
import { openAnswer } from './message-row.ts';

/** An answer that has not left with the platform's request after so long is pushed. */
export const answerLateMs = 15_000;

/** Notes that answers were written to the platform. */
export async function noteAnswered(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.prisma.inboundMessage.updateMany({
    where: { id: { in: [...ids] }, status: 'answered', answeredAt: null },
    data: { answeredAt: tx.now },
  });
}

/** Pushes answers that did not leave, as deliveries. Returns how many messages it looked after. */
export async function pushUnanswered(tx: Transaction, most: number): Promise<number> {
  const rows = await tx.prisma.inboundMessage.findMany({
    where: { status: 'answered', answeredAt: null, receivedAt: { lte: new Date(tx.now.getTime() - answerLateMs) } },
    select: { id: true, contactId: true, answerSealed: true },
    orderBy: { receivedAt: 'asc' },
    take: most,
  });
  for (const { id, contactId, answerSealed } of rows) {
    for (const [part, one] of openAnswer(tx, id, answerSealed).atOnce.entries()) {
      await reply(tx, contactId, replyContent(one), { key: `late/${id}/${part}` });
    }
  }
  await noteAnswered(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.length;
}
