import type { ContactChannel, RecipientKind } from '#prisma/generated/sqlite/enums.ts';
import type { DeliveryChannelName, DeliveryForm } from '#domain/notices/delivery-channel.ts';
import type { DeliveryReason } from '#domain/notices/reason.ts';
import { replyKind } from '#domain/notices/send.ts';
import type { AttemptOutcome } from '#domain/notices/tried.ts';
import type { StoredInstant } from '#domain/row-set.ts';
import { rowSet } from '#domain/row-set.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Claimed } from './claim.sql.ts';

/** A delivery with everything about its recipient that is re-checked before a call. */
export interface DeliveryRow {
  id: string;
  epoch: number;
  kind: string;
  recipientKind: RecipientKind;
  recipientId: string | null;
  phoneSealed: string | null;
  residentId: string | null;
  contentSealed: string;
  broadcastId: string | null;
  priority: number;
  attempts: number;
  expiresAt: StoredInstant | null;
  bindingStatus: 'active' | 'ended' | null;
  contactId: string | null;
  contactChannel: ContactChannel | null;
  accountSealed: string | null;
  following: boolean | number | null;
  windowRemaining: number | null;
  windowExpiresAt: StoredInstant | null;
  staffId: string | null;
  staffActive: boolean | number | null;
  wecomUserid: string | null;
  staffPhoneSealed: string | null;
  /** The resident behind the binding, or whose phone it is. */
  ownerId: string | null;
  ownerDiedOn: string | null;
  ownerPhoneSealed: string | null;
  aboutDiedOn: string | null;
  /** Where the recipient lives or works: its quiet hours hold. */
  placeId: string | null;
  /** When the answer before this one to the same account is due, if it has not left yet. */
  aheadDueAt: StoredInstant | null;
}

/** Reads claimed deliveries with their recipients as they are now. */
export async function readDeliveries(tx: Transaction, claimed: readonly Claimed[]): Promise<DeliveryRow[]> {
  const ids = rowSet(tx.sql.engine, { id: 'text' });
  return tx.sql.all<DeliveryRow>(
    `SELECT d."id", d."epoch", d."kind", d."recipientKind", d."recipientId", d."phoneSealed", d."residentId",
       d."contentSealed", d."broadcastId", d."priority", d."attempts", d."expiresAt",
       b."status" AS "bindingStatus",
       c."id" AS "contactId", c."channel" AS "contactChannel", c."accountSealed", c."following", c."windowRemaining",
       c."windowExpiresAt",
       s."id" AS "staffId", s."active" AS "staffActive", s."wecomUserid", s."phoneSealed" AS "staffPhoneSealed",
       o."id" AS "ownerId", o."diedOn" AS "ownerDiedOn", o."phoneSealed" AS "ownerPhoneSealed",
       a."diedOn" AS "aboutDiedOn", COALESCE(o."homeCentreId", s."organisationId") AS "placeId",
       CASE WHEN d."kind" = '${replyKind}' THEN (
         SELECT MIN(e."dueAt") FROM "Delivery" e
         WHERE e."recipientId" = d."recipientId" AND e."kind" = '${replyKind}' AND e."status" = 'pending' AND e."id" < d."id"
       ) END AS "aheadDueAt"
     FROM ${ids.from} AS "ids"
     JOIN "Delivery" d ON d."id" = "ids"."id"
     LEFT JOIN "Binding" b ON d."recipientKind" = 'binding' AND b."id" = d."recipientId"
     LEFT JOIN "Contact" c
       ON c."id" = CASE d."recipientKind" WHEN 'binding' THEN b."contactId" WHEN 'contact' THEN d."recipientId" END
     LEFT JOIN "Staff" s ON s."id" = CASE d."recipientKind" WHEN 'staff' THEN d."recipientId" ELSE c."staffId" END
     LEFT JOIN "Resident" o ON o."id" = CASE d."recipientKind" WHEN 'binding' THEN b."residentId" WHEN 'phone' THEN d."residentId" END
     LEFT JOIN "Resident" a ON a."id" = d."residentId"
     ORDER BY d."dueAt", d."id"`,
    [ids.parameter(claimed.map(({ id }) => ({ id })))],
  );
}

/** What residents have switched off, by resident. */
export async function readSwitches(tx: Transaction, residentIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const off = new Map<string, Set<string>>();
  if (residentIds.length === 0) return off;
  const ids = rowSet(tx.sql.engine, { id: 'text' });
  const rows = await tx.sql.all<{ residentId: string; kind: string }>(
    `SELECT p."residentId", p."kind" FROM ${ids.from} AS "ids"
     JOIN "NoticePreference" p ON p."residentId" = "ids"."id" AND p."off"`,
    [ids.parameter([...new Set(residentIds)].map((id) => ({ id })))],
  );
  for (const { residentId, kind } of rows) off.set(residentId, (off.get(residentId) ?? new Set()).add(kind));
  return off;
}

/** One attempt as it stands in the log. */
export interface AttemptRow {
  deliveryId: string;
  channel: DeliveryChannelName;
  form: DeliveryForm;
  outcome: AttemptOutcome | null;
  startedAt: StoredInstant;
}

/** Earlier attempts, in their order. */
export async function readAttempts(tx: Transaction, ids: readonly string[]): Promise<AttemptRow[]> {
  if (ids.length === 0) return [];
  const set = rowSet(tx.sql.engine, { id: 'text' });
  return tx.sql.all<AttemptRow>(
    `SELECT t."deliveryId", t."channel", t."form", t."outcome", t."startedAt" FROM ${set.from} AS "ids"
     JOIN "DeliveryAttempt" t ON t."deliveryId" = "ids"."id" ORDER BY t."number"`,
    [set.parameter(ids.map((id) => ({ id })))],
  );
}

export async function readPauses(tx: Transaction): Promise<{ channel: DeliveryChannelName; until: StoredInstant }[]> {
  return tx.sql.all('SELECT "channel", "until" FROM "ChannelPause" WHERE "until" > ?', [tx.now]);
}

/** A delivery that does not leave now: it waits, or it has ended. */
export interface Held extends Claimed {
  status: 'pending' | 'sent' | 'cleared' | 'cancelled' | 'dead';
  reason: DeliveryReason;
  /** Null: unchanged. */
  dueAt: Date | null;
}

export async function writeHeld(tx: Transaction, rows: readonly Held[]): Promise<void> {
  if (rows.length === 0) return;
  const given = rowSet(tx.sql.engine, {
    id: 'text',
    epoch: 'integer',
    status: 'text',
    reason: 'text',
    dueAt: 'instant',
  });
  await tx.sql.run(
    `UPDATE "Delivery" SET "status" = ${statusOf(tx)}, "reason" = "given"."reason", "leaseUntil" = NULL,
       "dueAt" = COALESCE("given"."dueAt", "Delivery"."dueAt"),
       "endedAt" = CASE "given"."status" WHEN 'pending' THEN NULL ELSE ${instantParameter(tx)} END
     FROM ${given.from} AS "given" WHERE ${ours}`,
    [
      tx.now,
      given.parameter(rows.map(({ id, epoch, status, reason, dueAt }) => ({ id, epoch, status, reason, dueAt }))),
    ],
  );
}

/** A delivery that leaves now. */
export interface Leaving extends Claimed {
  channel: DeliveryChannelName;
  form: DeliveryForm;
  reason: DeliveryReason;
  /** Of the attempt; the first is 1. */
  number: number;
}

/** Puts the attempts on record, before any call. */
export async function writeAttempts(tx: Transaction, rows: readonly Leaving[]): Promise<void> {
  if (rows.length === 0) return;
  const given = rowSet(tx.sql.engine, {
    id: 'text',
    epoch: 'integer',
    attemptId: 'text',
    number: 'integer',
    channel: 'text',
    form: 'text',
    reason: 'text',
  });
  const parameter = given.parameter(
    rows.map(({ id, epoch, number, channel, form, reason }) => ({
      id,
      epoch,
      number,
      channel,
      form,
      reason,
      attemptId: tx.id(),
    })),
  );
  await tx.sql.run(
    `UPDATE "Delivery" SET "attempts" = "given"."number", "channel" = "given"."channel", "form" = "given"."form",
       "reason" = "given"."reason" FROM ${given.from} AS "given" WHERE ${ours}`,
    [parameter],
  );
  await tx.sql.run(
    `INSERT INTO "DeliveryAttempt" ("id", "deliveryId", "number", "channel", "form", "startedAt")
     SELECT "attemptId", "id", "number", "channel", "form", ${instantParameter(tx)} FROM ${given.from} AS "given"`,
    [tx.now, parameter],
  );
}

/** Only the holder of the present epoch may write. */
export const ours = `"Delivery"."id" = "given"."id" AND "Delivery"."epoch" = "given"."epoch" AND "Delivery"."status" = 'pending'`;

export function statusOf(tx: Transaction): string {
  return tx.sql.engine === 'postgresql' ? '"given"."status"::"DeliveryStatus"' : '"given"."status"';
}

/** PostgreSQL does not guess a parameter's type in a SELECT list or a CASE. */
export function instantParameter(tx: Transaction): string {
  return tx.sql.engine === 'postgresql' ? '?::timestamp(3)' : '?';
}
