import { rowSet } from '../row-set.ts';
import type { Transaction } from '../transaction.ts';
import { massAMonth } from './mass-budget.ts';
import { peopleAtOnce } from './range.sql.ts';

/** Those who wait for a 群发 of it, whose budget of the month is used up: they go by SMS, or are to be called. */
export async function overBudget(
  tx: Transaction,
  broadcastId: string,
  { month, sms }: { month: string; sms: 'sms' | 'call' },
): Promise<number> {
  return fallBack(tx, {
    sms,
    reason: 'mass-used-up',
    of: `"broadcastId" = ? AND "state" = 'waiting' AND "way" = 'mass' AND EXISTS (
      SELECT 1 FROM "MassBudget" m WHERE m."contactId" = "BroadcastRecipient"."address" AND m."month" = ?
        AND m."taken" >= ${massAMonth})`,
    parameters: [broadcastId, month],
  });
}

/** Puts a portion of those who wait into a 群发. @param without places that are stopped. @returns how many. */
export async function putIntoMass(
  tx: Transaction,
  { broadcastId, massId, without }: { broadcastId: string; massId: string; without: ReadonlySet<string> },
): Promise<number> {
  const out = [...without];
  const elsewhere =
    out.length === 0 ? '' : `AND ("placeId" IS NULL OR "placeId" NOT IN (${out.map(() => '?').join(', ')}))`;
  return tx.sql.run(
    `UPDATE "BroadcastRecipient" SET "state" = 'mass', "massId" = ? WHERE "broadcastId" = ? AND "personId" IN (
       SELECT "personId" FROM "BroadcastRecipient" WHERE "broadcastId" = ? AND "state" = 'waiting' AND "way" = 'mass'
         ${elsewhere} LIMIT ${peopleAtOnce})`,
    [massId, broadcastId, broadcastId, ...out],
  );
}

/** The members of a 群发 that did not go out wait again, for an SMS, or are to be called. */
export async function dissolve(tx: Transaction, massId: string, sms: 'sms' | 'call'): Promise<number> {
  return fallBack(tx, { sms, reason: 'mass-failed', of: `"massId" = ? AND "state" = 'mass'`, parameters: [massId] });
}

/** Members who must not be written to any more: unbound, unfollowed, switched off, died since they were put into it. */
export async function leaveMembersOut(tx: Transaction, massId: string, kind: string): Promise<number> {
  return tx.sql.run(
    `UPDATE "BroadcastRecipient" SET "state" = 'excluded', "reason" = 'unfollowed', "address" = NULL, "massId" = NULL
     WHERE "massId" = ? AND "state" = 'mass' AND (
       NOT EXISTS (SELECT 1 FROM "Binding" b JOIN "Contact" c ON c."id" = b."contactId"
         JOIN "Resident" o ON o."id" = b."residentId"
         WHERE b."id" = "BroadcastRecipient"."targetId" AND b."status" = 'active' AND c."following"
           AND o."diedOn" IS NULL
           AND (${kind === 'emergency' ? 'TRUE' : 'FALSE'} OR NOT EXISTS (SELECT 1 FROM "NoticePreference" n
             WHERE n."residentId" IN ("BroadcastRecipient"."personId", b."residentId") AND n."off"
               AND n."kind" IN ('*', ?))))
       OR EXISTS (SELECT 1 FROM "Resident" d WHERE d."id" = "BroadcastRecipient"."personId" AND d."diedOn" IS NOT NULL))`,
    [massId, `broadcast.${kind}`],
  );
}

/** One member as the platform is told of them. */
export interface Member {
  contactId: string;
  accountSealed: string;
  placeId: string | null;
}

/** A page of members, by their contacts' ids. */
export async function membersOf(tx: Transaction, massId: string, after: string): Promise<Member[]> {
  return tx.sql.all<Member>(
    `SELECT c."id" AS "contactId", c."accountSealed", r."placeId" FROM "BroadcastRecipient" r
     JOIN "Contact" c ON c."id" = r."address"
     WHERE r."massId" = ? AND r."state" = 'mass' AND c."id" > ? ORDER BY c."id" LIMIT ${peopleAtOnce}`,
    [massId, after],
  );
}

interface FallBack {
  of: string;
  parameters: (string | number)[];
  sms: 'sms' | 'call';
  reason: 'mass-used-up' | 'mass-failed';
}

/**
 * Whoever has a phone that nobody else of the list is reached by waits for an SMS; the others are to be called. Row sets
 * of at most what one 群发 holds.
 */
async function fallBack(tx: Transaction, { of, parameters, sms, reason }: FallBack): Promise<number> {
  const rows = await tx.sql.all<{ broadcastId: string; personId: string; phoneIndex: string | null }>(
    `SELECT "broadcastId", "personId", (SELECT "phoneIndex" FROM "Resident" WHERE "id" = "BroadcastRecipient"."personId")
       AS "phoneIndex" FROM "BroadcastRecipient" WHERE ${of} LIMIT ${peopleAtOnce}`,
    parameters,
  );
  const [first] = rows;
  if (!first) return 0;
  const taken = new Set<string>();
  const given = rowSet(tx.sql.engine, { personId: 'text', phoneIndex: 'text', state: 'text' });
  const changed = rows.map(({ personId, phoneIndex }) => {
    const bySms = sms === 'sms' && phoneIndex !== null && !taken.has(phoneIndex);
    if (bySms) taken.add(phoneIndex);
    return { personId, phoneIndex: bySms ? phoneIndex : null, state: bySms ? 'waiting' : 'call' };
  });
  const free = `"g"."phoneIndex" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "BroadcastRecipient" o
    WHERE o."broadcastId" = "BroadcastRecipient"."broadcastId" AND o."address" = "g"."phoneIndex")`;
  const state = `CASE WHEN ${free} THEN 'waiting' ELSE 'call' END`;
  await tx.sql.run(
    `UPDATE "BroadcastRecipient" SET "massId" = NULL, "reason" = '${reason}',
       "state" = ${tx.sql.engine === 'postgresql' ? `(${state})::"RecipientState"` : state},
       "way" = CASE WHEN ${free} THEN 'sms' ELSE 'call' END,
       "targetId" = CASE WHEN ${free} THEN "BroadcastRecipient"."personId" END,
       "address" = CASE WHEN ${free} THEN "g"."phoneIndex" END
     FROM ${given.from} AS "g"
     WHERE "BroadcastRecipient"."broadcastId" = ? AND "BroadcastRecipient"."personId" = "g"."personId"`,
    [given.parameter(changed), first.broadcastId],
  );
  return rows.length;
}
