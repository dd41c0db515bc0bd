import type { Transaction } from '#domain/transaction.ts';
import type { InboundMessage, Reply } from '../message.ts';
import { insertMessage, selectClaim } from './inbox.sql.ts';

/** What a message was answered with: the body of the callback's answer, and the replies that are in it. */
export interface KeptAnswer {
  body: string;
  atOnce: Reply[];
}

/** The answer to a message that has come before; undefined for a new one. Under the contact's lock. */
export async function answerBefore(
  tx: Transaction,
  claimKey: string,
): Promise<{ id: string; answer: KeptAnswer } | undefined> {
  const row = await tx.sql.one<{ id: string; answerSealed: string | null }>(selectClaim, [claimKey]);
  if (!row) return undefined;
  return { id: row.id, answer: openAnswer(tx, row.id, row.answerSealed) };
}

export interface NewMessage {
  id: string;
  message: InboundMessage;
  contactId: string;
  answer: KeptAnswer;
  status: 'answered' | 'failed';
  /** When a failed one is tried again. */
  dueAt?: Date | undefined;
  /** Set when there is nothing that would have to be pushed. */
  answeredAt?: Date | undefined;
}

/** Claims the message for ever, with its answer. */
export async function keepMessage(tx: Transaction, kept: NewMessage): Promise<void> {
  const { id, message, contactId, answer, status, dueAt, answeredAt } = kept;
  const sealed = (column: string, value: unknown) => tx.vault.seal(place(column, id), JSON.stringify(value));
  await tx.sql.run(insertMessage(tx.sql.engine), [
    id,
    message.channel,
    message.claimKey,
    contactId,
    sealed('bodySealed', message),
    sealed('answerSealed', answer),
    status,
    tx.now,
    dueAt ?? null,
    answeredAt ?? null,
  ]);
}

export function openMessage(tx: Transaction, id: string, bodySealed: string): InboundMessage {
  const message = JSON.parse(tx.vault.open(place('bodySealed', id), bodySealed)) as InboundMessage; // written by keepMessage
  return { ...message, sentAt: new Date(message.sentAt) };
}

export function openAnswer(tx: Transaction, id: string, answerSealed: string | null): KeptAnswer {
  if (answerSealed === null) return { body: '', atOnce: [] };
  return JSON.parse(tx.vault.open(place('answerSealed', id), answerSealed)) as KeptAnswer; // written by keepMessage
}

function place(column: string, row: string) {
  return { table: 'InboundMessage', column, row };
}
