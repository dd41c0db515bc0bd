import type { Transaction } from '../transaction.ts';

/** Notes that the expert of an open session is there, once; false when nothing was changed. */
export async function insertSitIn(
  tx: Transaction,
  { sessionId, staffId }: { sessionId: string; staffId: string },
): Promise<boolean> {
  const written = await tx.sql.run(
    `INSERT INTO "SitIn" ("sessionId", "staffId", "arrivedAt")
     SELECT "id", "doctorId", ${tx.sql.engine === 'postgresql' ? 'CAST(? AS timestamp)' : '?'} FROM "ClinicSession"
     WHERE "id" = ? AND "doctorId" = ? AND "kind" = 'expert' AND "status" = 'open' AND "endsAt" > ?
     ON CONFLICT ("sessionId") DO NOTHING`,
    [tx.now, sessionId, staffId, tx.now],
  );
  return written > 0;
}
