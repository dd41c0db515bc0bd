import type { Transaction } from '../transaction.ts';

/**
 * Takes one seat if there is one and the person has none, in one guarded statement. Under the gathering's lock it is
 * exact: never over the capacity, once a person.
 * @returns false when nothing was changed.
 */
export async function takeSeat(
  tx: Transaction,
  { gatheringId, column, personId }: { gatheringId: string; column: 'residentId' | 'staffId'; personId: string },
): Promise<boolean> {
  const taken = await tx.sql.run(
    `UPDATE "Gathering" SET "taken" = "taken" + 1
     WHERE "id" = ? AND "status" = 'open' AND "startsAt" > ? AND "taken" < "capacity"
       AND NOT EXISTS (SELECT 1 FROM "SignUp" WHERE "SignUp"."gatheringId" = "Gathering"."id"
         AND "SignUp"."${column}" = ? AND "SignUp"."status" = 'signed_up')`,
    [gatheringId, tx.now, personId],
  );
  return taken > 0;
}

/** Gives one seat back. */
export async function freeSeat(tx: Transaction, gatheringId: string): Promise<void> {
  const freed = await tx.sql.run('UPDATE "Gathering" SET "taken" = "taken" - 1 WHERE "id" = ? AND "taken" > 0', [
    gatheringId,
  ]);
  if (freed !== 1) throw new Error(`gathering ${gatheringId} had no seat taken`);
}
