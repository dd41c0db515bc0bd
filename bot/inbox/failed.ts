import { reply } from '#domain/notices/send.ts';
import { findDangerSign } from '#domain/safety/danger-signs.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Encode } from '../channels/webhook.ts';
import type { InboundMessage, Reply } from '../message.ts';
import { danger, dangerWords } from '../replies/danger.ts';
import { talking } from '../replies/talking.ts';
import type { InstantColumn } from './columns.ts';
import { contactOf } from './contact-row.ts';
import { answered, pushReplies, type Handled, type HandleParts } from './handle.ts';
import { answerBefore, keepMessage, openAnswer, openMessage } from './message-row.ts';

/** A message that could not be handled is tried again after so long, and then given up. */
const pausesMs = [60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000];

/**
 * Keeps a message whose turn failed, in a transaction of its own. The person is told once that the answer follows.
 *
 * @param pauseMs until it is tried again.
 */
export async function keepFailed(
  tx: Transaction,
  message: InboundMessage,
  encode: Encode,
  pauseMs = pausesMs[0] ?? 0,
): Promise<Handled> {
  const contact = await contactOf(tx, message);
  const before = await answerBefore(tx, message.claimKey);
  if (before) return { ...before, repeated: true, slowed: false };
  const id = tx.id();
  const replies = saidInFailure(message);
  const { body } = encode(replies);
  const answer = { body, atOnce: replies };
  const dueAt = new Date(tx.now.getTime() + pauseMs);
  await keepMessage(tx, { id, message, contactId: contact.id, answer, status: 'failed', dueAt });
  return { id, answer, repeated: false, slowed: false };
}

/** Ids of the failed messages that are due, the oldest first. */
export async function dueFailures(tx: Transaction, most: number): Promise<string[]> {
  const rows = await tx.prisma.inboundMessage.findMany({
    where: { status: 'failed', dueAt: { lte: tx.now } },
    select: { id: true },
    orderBy: { dueAt: 'asc' },
    take: most,
  });
  return rows.map(({ id }) => id);
}

interface FailedColumns {
  contactId: string;
  bodySealed: string;
  answerSealed: string | null;
  receivedAt: InstantColumn;
}

/**
 * Plays a failed message again; its answer goes out as deliveries. One that was overtaken, because the person has
 * written again since, is not: the words would meet another question.
 */
export async function retryFailed(
  parts: HandleParts,
  tx: Transaction,
  id: string,
): Promise<'answered' | 'overtaken' | 'gone'> {
  const row = await tx.sql.one<FailedColumns>(
    `SELECT "contactId", "bodySealed", "answerSealed", "receivedAt" FROM "InboundMessage" WHERE "id" = ? AND "status" = 'failed'`,
    [id],
  );
  if (!row) return 'gone';
  const message = openMessage(tx, id, row.bodySealed);
  const contact = await contactOf(tx, message);
  const overtaken = await tx.prisma.inboundMessage.count({
    where: { contactId: row.contactId, id: { gt: id }, status: 'answered' },
  });
  if (overtaken > 0 && !isDangerous(message)) {
    await giveUp(tx, id, row);
    return 'overtaken';
  }
  const { talk, answer } = await answered(parts, tx, message, contact);
  await pushReplies(talk, id, answer.replies);
  await close(tx, id, 'answered');
  return 'answered';
}

/** Counts a failed try; after the last one the person is asked to write again. */
export async function failedAgain(tx: Transaction, id: string): Promise<void> {
  const row = await tx.prisma.inboundMessage.findUnique({ where: { id } });
  if (row?.status !== 'failed') return;
  const pause = pausesMs[row.attempts];
  if (pause !== undefined) {
    const dueAt = new Date(tx.now.getTime() + pause);
    await tx.prisma.inboundMessage.update({ where: { id }, data: { attempts: { increment: 1 }, dueAt } });
    return;
  }
  await giveUp(tx, id, row);
}

/** Who was told that the answer follows is told that it does not. */
async function giveUp(
  tx: Transaction,
  id: string,
  { contactId, answerSealed }: Pick<FailedColumns, 'contactId' | 'answerSealed'>,
): Promise<void> {
  await close(tx, id, 'dead');
  const told = openAnswer(tx, id, answerSealed).atOnce.length > 0;
  if (told) await reply(tx, contactId, { text: talking.givenUp }, { key: `reply/${id}/given-up` });
}

async function close(tx: Transaction, id: string, status: 'answered' | 'dead'): Promise<void> {
  await tx.prisma.inboundMessage.update({ where: { id }, data: { status, dueAt: null, answeredAt: tx.now } });
}

/** What is said when nothing can be looked up: at a sign of danger what to do, otherwise that the answer follows. */
export function saidInFailure({ event }: InboundMessage): Reply[] {
  switch (event.kind) {
    case 'text': {
      const sign = findDangerSign(event.text);
      return [{ text: sign ? `${dangerWords[sign.kind]}\n${danger.nobody}` : talking.failed }];
    }
    case 'menu-pressed':
    case 'card-pressed':
    case 'unreadable':
    case 'followed':
    case 'scanned':
      return [{ text: talking.failed }];
    case 'unfollowed':
    case 'opened':
    case 'delivery-reported':
    case 'ignored':
      return [];
  }
}

function isDangerous({ event }: InboundMessage): boolean {
  return event.kind === 'text' && findDangerSign(event.text) !== undefined;
}
