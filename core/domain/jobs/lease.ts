import type { Transaction } from '../transaction.ts';

/**
 * Takes or keeps a lease across processes: the refresher of a token, the sender of a platform. One statement, so that of
 * two who ask at once one gets it. The machines' clocks must agree to about a second (OPERATIONS.md: NTP).
 * @returns until when it is held, or undefined: somebody else holds it.
 */
export async function takeLease(
  tx: Transaction,
  name: string,
  holder: string,
  forMs: number,
): Promise<Date | undefined> {
  const until = new Date(tx.now.getTime() + forMs);
  const taken = await tx.sql.run(
    `INSERT INTO "Lease" ("name", "holder", "until") VALUES (?, ?, ?)
     ON CONFLICT ("name") DO UPDATE SET "holder" = excluded."holder", "until" = excluded."until"
     WHERE "Lease"."holder" = excluded."holder" OR "Lease"."until" <= ?`,
    [name, holder, until, tx.now],
  );
  return taken === 1 ? until : undefined;
}

/** Gives a lease back before it lapses. */
export async function giveLeaseBack(tx: Transaction, name: string, holder: string): Promise<void> {
  await tx.sql.run('DELETE FROM "Lease" WHERE "name" = ? AND "holder" = ?', [name, holder]);
}
