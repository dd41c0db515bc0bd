import { reply } from '#domain/notices/send.ts';
import { staffByUserid } from '#domain/staff/staff.ts';
import type { Transaction } from '#domain/transaction.ts';
import { failpoint } from '#kit/failpoint.ts';
import { cardContent } from '../channels/wecom/card.ts';
import { replyContent } from '../channels/tencent/text.ts';
import type { Encode } from '../channels/webhook.ts';
import type { SaidFacts as Facts } from '../understand/said-facts.ts';
import type { InboundMessage, Reply } from '../message.ts';
import { createReaders } from '../readers.ts';
import type { EarOf } from '../ear.ts';
import { listCard, questionCard } from '../router/pressed.ts';
import { route } from '../router/router.ts';
import { audienceOf, openOf, type Answer, type Program, type Talk } from '../router/talk.ts';
import { contactOf, saveContact, type ContactRow } from './contact-row.ts';
import { dialoguesOf } from './dialogue-row.ts';
import { answerBefore, keepMessage, type KeptAnswer } from './message-row.ts';
import { slowDown } from './slow-down.ts';
import { turnWorld } from './turn-world.ts';

export interface HandleParts {
  program: Program;
  /** What is understood, with the clock and the names of this transaction. */
  ear: EarOf;
  ended(dialogue: string, outcome: string): void;
}

/** A message that is kept, and what it was answered with. */
export interface Handled {
  id: string;
  answer: KeptAnswer;
  repeated: boolean;
  /** It went beyond what the account may say. */
  slowed: boolean;
}

/**
 * One message, one transaction: claim, contact, dialogue, one turn, replies, and whatever the turn's domain wrote.
 */
export async function handle(
  parts: HandleParts,
  tx: Transaction,
  message: InboundMessage,
  encode: Encode,
): Promise<Handled> {
  const contact = await contactOf(tx, message);
  const before = await answerBefore(tx, message.claimKey);
  if (before) return { ...before, repeated: true, slowed: false };
  await failpoint('claimed');
  const id = tx.id();
  const slowed = slowDown(tx, contact, message);
  if (slowed) {
    parts.ended('slow-down', 'slowed');
    return beyond(tx, { id, message, contact, slowed, encode });
  }
  const { talk, answer } = await answered(parts, tx, message, contact);
  const { body, rest } = encode(answer.replies, answer.pressed);
  const atOnce = answer.replies.filter((one) => !rest.includes(one));
  await pushReplies(talk, id, rest);
  const nothingAtOnce = atOnce.length === 0;
  const kept = { body, atOnce };
  await keepMessage(tx, {
    id,
    message,
    contactId: contact.id,
    answer: kept,
    status: 'answered',
    answeredAt: nothingAtOnce ? tx.now : undefined,
  });
  return { id, answer: kept, repeated: false, slowed: false };
}

/** Stored like any other, and nothing done with it. */
async function beyond(
  tx: Transaction,
  said: { id: string; message: InboundMessage; contact: ContactRow; slowed: Reply[]; encode: Encode },
): Promise<Handled> {
  const { id, message, contact, slowed: atOnce, encode } = said;
  const answer = { body: encode(atOnce).body, atOnce };
  const answeredAt = atOnce.length === 0 ? tx.now : undefined;
  await keepMessage(tx, { id, message, contactId: contact.id, answer, status: 'answered', answeredAt });
  await saveContact(tx, contact, message.event);
  return { id, answer, repeated: false, slowed: true };
}

/** Plays the turn and saves the contact. */
export async function answered(
  parts: HandleParts,
  tx: Transaction,
  message: InboundMessage,
  contact: ContactRow,
): Promise<{ talk: Talk; answer: Answer }> {
  // Whoever left is a stranger from that moment on.
  const staff = contact.channel === 'wecom' ? await staffByUserid(tx, message.account) : undefined;
  if (contact.channel === 'wecom') contact.staffId = staff?.id;
  const audience = audienceOf({ contact });
  const ear = await parts.ear(tx, audience);
  const talk: Talk = {
    tx,
    message,
    contact,
    staff,
    program: parts.program,
    ear,
    readers: createReaders(audience, (text): Facts | undefined => ear.facts(text)),
    dialogues: await dialoguesOf(tx, contact.id),
    ...turnWorld(() => talk, message, parts.program),
    ended: parts.ended,
  };
  const answer = await route(talk);
  const shown = answer.shown ?? (openOf(talk) ? undefined : answer.replies.at(-1)?.choices);
  if (isSaid(message) || shown) contact.lastChoices = shown?.map(({ key, label }) => ({ key, label }));
  await saveContact(tx, contact, message.event);
  return { talk, answer };
}

/** Replies that do not leave with the platform's request go out as deliveries, in their order. */
export async function pushReplies(talk: Talk, messageId: string, replies: readonly Reply[]): Promise<void> {
  const { tx, contact } = talk;
  const open = openOf(talk);
  const expiresAt = new Date(tx.now.getTime() + replyUsefulMs);
  for (const [part, one] of replies.entries()) {
    const isQuestion = open && part === replies.length - 1;
    const taskId = isQuestion ? questionCard(open.id, open.revision) : listCard(messageId, part);
    const content = contact.channel === 'wecom' ? cardContent(one, taskId) : replyContent(one);
    await reply(tx, contact.id, content, { key: `reply/${messageId}/${part}`, expiresAt });
  }
}

/** An answer that comes later than this answers nothing any more. */
const replyUsefulMs = 12 * 3_600_000;

/** What a person did on purpose; it answers or replaces the list shown before. */
function isSaid({ event: { kind } }: InboundMessage): boolean {
  return kind !== 'delivery-reported' && kind !== 'ignored' && kind !== 'opened';
}
