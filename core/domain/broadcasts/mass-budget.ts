import type { Transaction } from '../transaction.ts';

/** WeChat, 服务号: a follower receives at most four 群发 in a natural month, those sent by hand in its console included. */
export const massAMonth = 4;
/** WeChat's calendar is China's, whatever the district's wall clock is. */
const aheadMs = 8 * 3_600_000;

/** The month of which a 群发 takes now, YYYY-MM. */
export function massMonth(now: Date): string {
  return new Date(now.getTime() + aheadMs).toISOString().slice(0, 7);
}

/** Takes one of each member's budget. Whoever has none left was left out before, under the same lock. */
export async function reserveMass(tx: Transaction, massId: string, month: string): Promise<void> {
  await tx.sql.run(
    `INSERT INTO "MassBudget" ("contactId", "month", "taken")
     SELECT "address", ${tx.sql.engine === 'postgresql' ? '?::text' : '?'}, 1 FROM "BroadcastRecipient"
     WHERE "massId" = ? AND "state" = 'mass'
     ON CONFLICT ("contactId", "month") DO UPDATE SET "taken" = "MassBudget"."taken" + 1`,
    [month, massId],
  );
}

/** Gives it back: the message did not go out. */
export async function releaseMass(tx: Transaction, massId: string, month: string): Promise<void> {
  await tx.sql.run(
    `UPDATE "MassBudget" SET "taken" = "taken" - 1 WHERE "month" = ? AND "taken" > 0 AND "contactId" IN (
       SELECT "address" FROM "BroadcastRecipient" WHERE "massId" = ? AND "state" = 'mass')`,
    [month, massId],
  );
}
