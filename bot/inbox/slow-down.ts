import { rulesOn } from '#domain/packs/current.ts';
import { findDangerSign } from '#domain/safety/danger-signs.ts';
import type { Transaction } from '#domain/transaction.ts';
import { pour } from '#kit/bucket.ts';
import type { InboundMessage, Reply } from '../message.ts';
import { talking } from '../replies/talking.ts';
import type { ContactRow } from './contact-row.ts';

/** Between two polite lines to an account that says too much. */
const lineEveryMs = 60_000;

/**
 * Counts a message against what one account may say (rule pack, `talking`): a bucket that empties with time, kept on the
 * contact's row. What goes beyond is stored and answered with one line a minute, so that a flood costs little and nobody
 * else waits for it. A sign of danger is answered all the same.
 *
 * @returns the answer of what goes beyond, or undefined for what may pass.
 */
export function slowDown(tx: Transaction, contact: ContactRow, message: InboundMessage): Reply[] | undefined {
  if (!isCounted(message)) return undefined;
  const { messagesAtOnce, messagesAMinute } = rulesOn(tx.day.dateOf(tx.now)).talking;
  const now = tx.now.getTime();
  const size = { atOnce: messagesAtOnce, aMinute: messagesAMinute };
  const busyUntil = pour(contact.busyUntil?.getTime(), now, size);
  if (busyUntil !== undefined) {
    contact.busyUntil = new Date(busyUntil);
    return undefined;
  }
  if (message.event.kind === 'text' && findDangerSign(message.event.text)) return undefined;
  if (contact.slowedAt && now - contact.slowedAt.getTime() < lineEveryMs) return [];
  contact.slowedAt = tx.now;
  return [{ text: talking.tooMuch }];
}

/** What somebody does; not what the platform reports, nor coming and leaving. */
function isCounted({ event: { kind } }: InboundMessage): boolean {
  return ['text', 'unreadable', 'menu-pressed', 'scanned', 'card-pressed'].includes(kind);
}
