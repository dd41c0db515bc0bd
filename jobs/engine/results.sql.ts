import type { DeliveryChannelName } from '#domain/notices/delivery-channel.ts';
import { replyKind } from '#domain/notices/send.ts';
import type { Settlement } from '#domain/notices/settle.ts';
import { rowSet } from '#domain/row-set.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Claimed } from './claim.sql.ts';
import { instantParameter, ours, statusOf } from './delivery-rows.sql.ts';
import type { Ready } from './prepare-deliveries.ts';

/** What became of one call. */
export interface Result {
  ready: Ready;
  settlement: Settlement;
}

/** Writes results of calls in set statements; a row that somebody else has claimed since keeps theirs. */
export async function writeResults(tx: Transaction, results: readonly Result[]): Promise<void> {
  await writeOutcomes(tx, results);
  await writeStates(tx, results);
  await writeContacts(tx, results);
  for (const { ready, settlement } of results)
    if (settlement.pause) await pauseChannel(tx, ready.channel, settlement.pause);
}

async function writeOutcomes(tx: Transaction, results: readonly Result[]): Promise<void> {
  const given = rowSet(tx.sql.engine, { deliveryId: 'text', number: 'integer', outcome: 'text', code: 'text' });
  const rows = results.map(({ ready, settlement }) => ({
    deliveryId: ready.id,
    number: ready.number,
    outcome: settlement.attempt.outcome,
    code: settlement.attempt.code,
  }));
  await tx.sql.run(
    `UPDATE "DeliveryAttempt" SET "endedAt" = ${instantParameter(tx)}, "outcome" = "given"."outcome", "code" = "given"."code"
     FROM ${given.from} AS "given"
     WHERE "DeliveryAttempt"."deliveryId" = "given"."deliveryId" AND "DeliveryAttempt"."number" = "given"."number"`,
    [tx.now, given.parameter(rows)],
  );
}

async function writeStates(tx: Transaction, results: readonly Result[]): Promise<void> {
  const given = rowSet(tx.sql.engine, {
    id: 'text',
    epoch: 'integer',
    status: 'text',
    reason: 'text',
    dueAt: 'instant',
    platformMessageId: 'text',
    responseCode: 'text',
  });
  const rows = results.map(({ ready: { id, epoch }, settlement: { delivery } }) => ({
    id,
    epoch,
    status: delivery.status,
    reason: delivery.status === 'sent' ? null : delivery.why,
    dueAt: delivery.status === 'pending' ? delivery.dueAt : null,
    platformMessageId: delivery.status === 'sent' ? delivery.platformMessageId : null,
    responseCode: delivery.status === 'sent' ? delivery.responseCode : null,
  }));
  await tx.sql.run(
    `UPDATE "Delivery" SET "status" = ${statusOf(tx)}, "reason" = COALESCE("given"."reason", "Delivery"."reason"),
       "dueAt" = COALESCE("given"."dueAt", "Delivery"."dueAt"), "leaseUntil" = NULL,
       "platformMessageId" = "given"."platformMessageId", "responseCode" = "given"."responseCode",
       "endedAt" = CASE "given"."status" WHEN 'pending' THEN NULL ELSE ${instantParameter(tx)} END
     FROM ${given.from} AS "given" WHERE ${ours}`,
    [tx.now, given.parameter(rows)],
  );
}

/** Counts down reply windows by what was or may have been sent in them, and believes the platform about people. */
async function writeContacts(tx: Transaction, results: readonly Result[]): Promise<void> {
  const spent = new Map<string, number>();
  const closed: string[] = [];
  const gone: string[] = [];
  for (const { ready, settlement } of results) {
    if (ready.channel !== 'wechat' || ready.contactId === null) continue;
    const { outcome } = settlement.attempt;
    if (ready.form === 'message' && (outcome === 'sent' || outcome === 'uncertain'))
      spent.set(ready.contactId, (spent.get(ready.contactId) ?? 0) + 1);
    if (settlement.contact === 'window-closed') closed.push(ready.contactId);
    if (settlement.contact === 'gone') gone.push(ready.contactId);
  }
  if (spent.size > 0) {
    const given = rowSet(tx.sql.engine, { id: 'text', count: 'integer' });
    await tx.sql.run(
      `UPDATE "Contact" SET "windowRemaining" =
         CASE WHEN "Contact"."windowRemaining" > "given"."count" THEN "Contact"."windowRemaining" - "given"."count" ELSE 0 END
       FROM ${given.from} AS "given" WHERE "Contact"."id" = "given"."id"`,
      [given.parameter([...spent].map(([id, count]) => ({ id, count })))],
    );
  }
  if (closed.length > 0)
    await tx.prisma.contact.updateMany({
      where: { id: { in: closed } },
      data: { windowRemaining: 0, windowExpiresAt: null },
    });
  if (gone.length > 0) await tx.prisma.contact.updateMany({ where: { id: { in: gone } }, data: { following: false } });
}

async function pauseChannel(
  tx: Transaction,
  channel: DeliveryChannelName,
  { until, code }: { until: Date; code: string },
): Promise<void> {
  // An operator's longer stop stays.
  await tx.sql.run(
    `INSERT INTO "ChannelPause" ("channel", "until", "code") VALUES (?, ?, ?)
     ON CONFLICT ("channel") DO UPDATE SET "until" = excluded."until", "code" = excluded."code"
     WHERE "ChannelPause"."until" < excluded."until"`,
    [channel, until, code],
  );
}

/**
 * The answer after one that has ended is free to leave: it is due now.
 * @returns what may be carried at once.
 */
export async function freeNextReplies(tx: Transaction, results: readonly Result[]): Promise<Claimed[]> {
  const ended = results.filter(
    ({ ready, settlement }) => ready.kind === replyKind && settlement.delivery.status !== 'pending',
  );
  const next: Claimed[] = [];
  for (const contactId of new Set(ended.map(({ ready }) => ready.recipientId))) {
    if (contactId === null) continue;
    const freed = await tx.sql.all<Claimed>(
      `UPDATE "Delivery" SET "dueAt" = ${instantParameter(tx)} WHERE "id" = (
         SELECT "id" FROM "Delivery" WHERE "recipientId" = ? AND "kind" = '${replyKind}' AND "status" = 'pending'
         ORDER BY "id" LIMIT 1)
       AND "reason" = 'in-line' AND "leaseUntil" IS NULL RETURNING "id", "epoch"`,
      [tx.now, contactId],
    );
    next.push(...freed);
  }
  return next;
}
