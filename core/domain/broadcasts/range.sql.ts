import type { Transaction } from '../transaction.ts';
import type { Reach } from './reach.ts';
import type { People, Sifting } from './ways.sql.ts';
import { sifted } from './ways.sql.ts';

/** So many people in one statement: answers to residents wait no longer than that. */
export const peopleAtOnce = 2_000;

/** How the people of one range are reached. Whoever shares an account or a phone with another of the range counts once. */
export async function countPeople(tx: Transaction, sifting: Sifting, people: People): Promise<Reach[]> {
  const { text, parameters } = sifted(tx, sifting, people);
  const rows = await tx.sql.all<{ way: Reach['way']; reason: Reach['reason']; count: number | bigint }>(
    `SELECT "verdict" AS "way", "reason", COUNT(*) AS "count" FROM (${once(text)}) AS "once" GROUP BY "verdict", "reason"`,
    parameters,
  );
  return rows.map(({ way, reason, count }) => ({ way, reason, count: Number(count) }));
}

/** A few who are written to, for their names. */
export async function somePeople(tx: Transaction, sifting: Sifting, people: People, most: number): Promise<string[]> {
  const { text, parameters } = sifted(tx, sifting, people);
  const rows = await tx.sql.all<{ personId: string }>(
    `SELECT "personId" FROM (${text}) AS "some" WHERE "address" IS NOT NULL ORDER BY "personId" LIMIT ?`,
    [...parameters, most],
  );
  return rows.map(({ personId }) => personId);
}

/**
 * Puts the people of one range on the list, each once: again changes nothing. Whose account or phone is on it already is
 * noted as reached by that.
 * @returns how many it put on it.
 */
export async function freezePeople(
  tx: Transaction,
  broadcastId: string,
  sifting: Sifting,
  people: People,
): Promise<number> {
  const { text, parameters } = sifted(tx, sifting, people);
  const typed = tx.sql.engine === 'postgresql' ? '?::text' : '?';
  const state = `CASE WHEN "address" IS NULL AND "reason" IS NOT NULL AND "reason" <> 'mass-used-up' THEN 'excluded'
    WHEN "address" IS NULL THEN 'call' ELSE 'waiting' END`;
  return tx.sql.run(
    `INSERT INTO "BroadcastRecipient"
       ("broadcastId", "personId", "address", "targetId", "placeId", "state", "way", "reason")
     SELECT ${typed}, "personId", "address", "targetId", "placeId",
       ${tx.sql.engine === 'postgresql' ? `(${state})::"RecipientState"` : state}, "verdict", "reason"
     FROM (${once(text, broadcastId)}) AS "once" WHERE true
     ON CONFLICT ("broadcastId", "personId") DO NOTHING`,
    [broadcastId, broadcastId, ...parameters],
  );
}

/** The second with the same address is reached already: within the range, and by the list so far. */
function once(text: string, broadcastId?: string): string {
  const listed =
    broadcastId === undefined
      ? 'FALSE'
      : `EXISTS (SELECT 1 FROM "BroadcastRecipient" o WHERE o."broadcastId" = ? AND o."address" = "n"."address"
           AND o."personId" <> "n"."personId")`;
  return `SELECT "personId", "placeId",
      CASE WHEN "again" THEN NULL ELSE "targetId" END AS "targetId",
      CASE WHEN "again" THEN NULL ELSE "address" END AS "address", "verdict",
      CASE WHEN "again" THEN 'reached-already' ELSE "reason" END AS "reason"
    FROM (
      SELECT "n".*, "n"."address" IS NOT NULL AND ("n"."nth" > 1 OR ${listed}) AS "again" FROM (
        SELECT "w".*, ROW_NUMBER() OVER (PARTITION BY "address" ORDER BY "personId") AS "nth" FROM (${text}) AS "w"
      ) AS "n"
    ) AS "a"`;
}
