import { accountIndex } from '#domain/residents/account-index.ts';
import { freeHeldAnswers } from '#domain/notices/held-answers.ts';
import { isOpen, windowAfter, type WindowAction } from '#domain/notices/window.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { TalkingResident } from '../dialogue-world.ts';
import type { ChannelName, Choice, InboundEvent, InboundMessage } from '../message.ts';
import { flagOf, instantOf, jsonOf, type InstantColumn } from './columns.ts';
import { insertContact, selectContact, updateContact } from './inbox.sql.ts';

/** An account that talks to us, as its row was when the message came. What a turn changes here is saved at its end. */
export interface ContactRow {
  readonly id: string;
  readonly channel: ChannelName;
  staffId: string | undefined;
  following: boolean;
  handedOverUntil: Date | undefined;
  /** By which staff answer, and who took it (hand-over.ts). */
  handedOverTo: string | undefined;
  /** YYYY-MM-DD of the last greeting. */
  greetedOn: string | undefined;
  /** Until when the account has said as much as it may, and when it was last told so (slow-down.ts). */
  busyUntil: Date | undefined;
  slowedAt: Date | undefined;
  /** The list shown last outside a question. */
  lastChoices: Choice[] | undefined;
  readonly resident: TalkingResident | undefined;
  windowRemaining: number;
  windowExpiresAt: Date | undefined;
}

interface Columns {
  id: string;
  staffId: string | null;
  following: number | boolean;
  windowRemaining: number;
  windowExpiresAt: InstantColumn;
  handedOverUntil: InstantColumn;
  handedOverTo: string | null;
  greetedOn: string | null;
  busyUntil: InstantColumn;
  slowedAt: InstantColumn;
  lastChoices: unknown;
  bindingId: string | null;
  residentId: string | null;
  nameSealed: string | null;
  identityLevel: string | null;
  birthDate: string | null;
  homeCentreId: string | null;
}

/**
 * The account's row, made at its first message. From here to the commit no other message of this account is handled:
 * PostgreSQL locks the row, SQLite has one writer.
 */
export async function contactOf(
  tx: Transaction,
  message: Pick<InboundMessage, 'channel' | 'account'>,
): Promise<ContactRow> {
  const { channel, account } = message;
  const { sql } = tx;
  const key = [channel, accountIndex(tx, channel, account)];
  const found = await sql.one<Columns>(selectContact(sql.engine), key);
  if (found) return rowOf(tx, channel, found);
  const id = tx.id();
  const sealed = tx.vault.seal({ table: 'Contact', column: 'accountSealed', row: id }, account);
  const staffId = channel === 'wecom' ? await staffIdOf(tx, account) : undefined;
  await sql.run(insertContact(sql.engine), [id, channel, sealed, key[1] ?? '', staffId ?? null, true, tx.now]);
  const made = await sql.one<Columns>(selectContact(sql.engine), key);
  if (!made) throw new Error('a contact that was just written is not there');
  return rowOf(tx, channel, made);
}

/** Notes what the message changed: that it came, the reply window it opens, and what the turn set. */
export async function saveContact(tx: Transaction, contact: ContactRow, event: InboundEvent): Promise<void> {
  const { channel, windowRemaining: remaining, windowExpiresAt } = contact;
  const before = { remaining, expiresAt: windowExpiresAt ?? null };
  const action = opens(event);
  // Who acts is there, whatever the platform said of the account before.
  if (action) contact.following = true;
  const window = action && channel === 'wechat' ? windowAfter(before, action, tx.now) : before;
  await tx.sql.run(updateContact(tx.sql.engine), [
    contact.staffId ?? null,
    contact.following,
    tx.now,
    contact.following ? window.remaining : 0,
    contact.following ? window.expiresAt : null,
    contact.handedOverUntil ?? null,
    contact.handedOverTo ?? null,
    contact.greetedOn ?? null,
    contact.busyUntil ?? null,
    contact.slowedAt ?? null,
    contact.lastChoices ? JSON.stringify(contact.lastChoices) : null,
    contact.id,
  ]);
  if (!isOpen(before, tx.now) && isOpen(window, tx.now)) await freeHeldAnswers(tx, contact.id);
}

/** The staff record may be written after somebody's first message. */
async function staffIdOf(tx: Transaction, userid: string): Promise<string | undefined> {
  const row = await tx.sql.one<{ id: string }>('SELECT "id" FROM "Staff" WHERE "wecomUserid" = ? AND "active" = ?', [
    userid,
    true,
  ]);
  return row?.id;
}

function opens(event: InboundEvent): WindowAction | undefined {
  switch (event.kind) {
    case 'text':
    case 'unreadable':
      return 'message';
    case 'menu-pressed':
    case 'followed':
    case 'scanned':
      return event.kind;
    case 'unfollowed':
    case 'opened':
    case 'card-pressed':
    case 'delivery-reported':
    case 'ignored':
      return undefined;
  }
}

function rowOf(tx: Transaction, channel: ChannelName, row: Columns): ContactRow {
  return {
    id: row.id,
    channel,
    staffId: row.staffId ?? undefined,
    following: flagOf(row.following),
    handedOverUntil: instantOf(row.handedOverUntil),
    handedOverTo: row.handedOverTo ?? undefined,
    greetedOn: row.greetedOn ?? undefined,
    busyUntil: instantOf(row.busyUntil),
    slowedAt: instantOf(row.slowedAt),
    lastChoices: choicesOf(row.lastChoices),
    resident: residentOf(tx, row),
    windowRemaining: Number(row.windowRemaining),
    windowExpiresAt: instantOf(row.windowExpiresAt),
  };
}

function residentOf(tx: Transaction, row: Columns): TalkingResident | undefined {
  const { bindingId, residentId, nameSealed, birthDate } = row;
  if (bindingId === null || residentId === null || nameSealed === null || birthDate === null) return undefined;
  return {
    id: residentId,
    bindingId,
    name: tx.vault.open({ table: 'Resident', column: 'nameSealed', row: residentId }, nameSealed),
    identityLevel: row.identityLevel === 'verified' ? 'verified' : 'provisional',
    birthDate,
    homeCentreId: row.homeCentreId ?? undefined,
  };
}

function choicesOf(column: unknown): Choice[] | undefined {
  const value = jsonOf(column);
  if (!Array.isArray(value)) return undefined;
  return value.flatMap(({ key, label, names }: { key?: unknown; label?: unknown; names?: unknown }) =>
    typeof key === 'string' && typeof label === 'string'
      ? [{ key, label, ...(Array.isArray(names) ? { names: names.map(String) } : {}) }]
      : [],
  );
}
