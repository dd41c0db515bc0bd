import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import { rowSet } from '../row-set.ts';
import type { SqlValue, Transaction } from '../transaction.ts';
import { peopleAtOnce } from './range.sql.ts';

/**
 * Hands the next people on the list to deliveries of their own: one row each by a set statement, whose key is the person,
 * so that nobody gets two. Whoever is inside a reply window comes first, because windows close.
 * @param without places that are stopped. @returns how many.
 */
export async function dealPeople(
  tx: Transaction,
  { id, kind, latestAt }: Pick<Broadcast, 'id' | 'kind' | 'latestAt'>,
  { most, without }: { most: number; without: ReadonlySet<string> },
): Promise<number> {
  const out = [...without];
  const elsewhere =
    out.length === 0 ? '' : `AND ("placeId" IS NULL OR "placeId" NOT IN (${out.map(() => '?').join(', ')}))`;
  const people = await tx.sql.all<{ personId: string }>(
    `SELECT "personId" FROM "BroadcastRecipient"
     WHERE "broadcastId" = ? AND "state" = 'waiting' AND "way" IN ('message', 'sms', 'template', 'wecom') ${elsewhere}
     ORDER BY "way" LIMIT ?`,
    [id, ...out, Math.min(most, peopleAtOnce)],
  );
  if (people.length === 0) return 0;
  const given = rowSet(tx.sql.engine, { id: 'text', personId: 'text' });
  const parameter = given.parameter(people.map(({ personId }) => ({ id: tx.id(), personId })));
  const isPostgresql = tx.sql.engine === 'postgresql';
  const typed = (type: string) => (isPostgresql ? `?::${type}` : '?');
  const recipientKind = `CASE "r"."way" WHEN 'sms' THEN 'phone' ELSE '${kind === 'staff' ? 'staff' : 'binding'}' END`;
  const parameters: SqlValue[] = [`broadcast.${kind}`, id, tx.now, latestAt, tx.now, parameter, id];
  await tx.sql.run(
    `INSERT INTO "Delivery" ("id", "key", "kind", "recipientKind", "recipientId", "residentId", "contentSealed",
       "broadcastId", "priority", "status", "dueAt", "expiresAt", "createdAt")
     SELECT "g"."id", 'broadcast/' || "r"."broadcastId" || '/' || "r"."personId" || '/' || "r"."round", ${typed('text')},
       ${isPostgresql ? `(${recipientKind})::"RecipientKind"` : recipientKind}, "r"."targetId",
       ${kind === 'staff' ? (isPostgresql ? 'NULL::text' : 'NULL') : '"r"."personId"'}, '', ${typed('text')}, 1,
       ${isPostgresql ? `'pending'::"DeliveryStatus"` : `'pending'`}, ${typed('timestamp(3)')}, ${typed('timestamp(3)')},
       ${typed('timestamp(3)')}
     FROM ${given.from} AS "g" JOIN "BroadcastRecipient" "r" ON "r"."broadcastId" = ? AND "r"."personId" = "g"."personId"
     WHERE true ON CONFLICT ("key") DO NOTHING`,
    parameters,
  );
  await tx.sql.run(
    `UPDATE "BroadcastRecipient" SET "state" = 'dealt' FROM ${given.from} AS "g"
     WHERE "BroadcastRecipient"."broadcastId" = ? AND "BroadcastRecipient"."personId" = "g"."personId"`,
    [parameter, id],
  );
  return people.length;
}

/** Whether anybody waits who can be dealt to now or later; those for a 群发 too. */
export async function waits(tx: Transaction, broadcastId: string): Promise<boolean> {
  const row = await tx.sql.one(
    `SELECT 1 FROM "BroadcastRecipient" WHERE "broadcastId" = ? AND "state" = 'waiting' LIMIT 1`,
    [broadcastId],
  );
  return row !== undefined;
}

/** How many of its deliveries have not ended. */
export async function pendingOf(tx: Transaction, broadcastId: string): Promise<number> {
  const row = await tx.sql.one<{ count: number | bigint }>(
    `SELECT COUNT(*) AS "count" FROM "Delivery" WHERE "broadcastId" = ? AND "status" = 'pending'`,
    [broadcastId],
  );
  return Number(row?.count ?? 0);
}

/** A portion of what waited while it was paused is due again. @returns how many. */
export async function wakePaused(tx: Transaction, broadcastId: string): Promise<number> {
  return tx.sql.run(
    `UPDATE "Delivery" SET "dueAt" = ?, "reason" = NULL WHERE "id" IN (
       SELECT "id" FROM "Delivery" WHERE "broadcastId" = ? AND "status" = 'pending' AND "reason" = 'broadcast-paused'
         AND ("leaseUntil" IS NULL OR "leaseUntil" <= ?) LIMIT ${peopleAtOnce})`,
    [tx.now, broadcastId, tx.now],
  );
}

/** Takes back a portion of what nobody is sending at this moment. @returns how many. */
export async function takeBack(tx: Transaction, broadcastId: string): Promise<number> {
  return tx.sql.run(
    `UPDATE "Delivery" SET "status" = 'cancelled', "reason" = 'broadcast-cancelled', "endedAt" = ? WHERE "id" IN (
       SELECT "id" FROM "Delivery" WHERE "broadcastId" = ? AND "status" = 'pending'
         AND ("leaseUntil" IS NULL OR "leaseUntil" <= ?) LIMIT ${peopleAtOnce})`,
    [tx.now, broadcastId, tx.now],
  );
}

/** A portion of those who wait past the latest time is left out. @returns how many. */
export async function leaveOut(tx: Transaction, broadcastId: string): Promise<number> {
  return tx.sql.run(
    `UPDATE "BroadcastRecipient" SET "state" = 'excluded', "reason" = 'too-late', "address" = NULL
     WHERE "broadcastId" = ? AND "personId" IN (
       SELECT "personId" FROM "BroadcastRecipient" WHERE "broadcastId" = ? AND "state" = 'waiting' LIMIT ${peopleAtOnce})`,
    [broadcastId, broadcastId],
  );
}
