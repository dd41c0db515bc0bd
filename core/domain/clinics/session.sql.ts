import type { Transaction } from '../transaction.ts';

/** After a session was closed: what is taken is what is left in it, nothing is held, nothing is kept. */
export async function emptySession(tx: Transaction, sessionId: string): Promise<void> {
  await tx.sql.run(
    `UPDATE "Slot" SET "taken" = (
       SELECT COUNT(*) FROM "Appointment" WHERE "Appointment"."slotId" = "Slot"."id" AND "Appointment"."status" <> 'cancelled')
     WHERE "sessionId" = ?`,
    [sessionId],
  );
  await tx.sql.run(
    `UPDATE "ClinicSession" SET "reserved" = 0, "taken" = (
       SELECT COUNT(*) FROM "Appointment"
       WHERE "Appointment"."sessionId" = "ClinicSession"."id" AND "Appointment"."status" <> 'cancelled')
     WHERE "id" = ?`,
    [sessionId],
  );
}

/**
 * Ends what nobody ended by hand, for sessions that were over before a date: who had arrived was seen; whoever nothing was
 * noted of is let go without a word against them, because the program did not look in time.
 * @returns how many appointments were ended.
 */
export async function closeOutBefore(tx: Transaction, date: string): Promise<number> {
  const over = `"sessionId" IN (SELECT "id" FROM "ClinicSession" WHERE "date" < ?)`;
  const seen = await tx.sql.run(
    `UPDATE "Appointment" SET "status" = 'attended', "endedAt" = ? WHERE "status" IN ('arrived', 'called') AND ${over}`,
    [tx.now, date],
  );
  const unknown = await tx.sql.run(
    `UPDATE "Appointment" SET "status" = 'cancelled', "cancelReason" = 'not-recorded', "endedAt" = ?
     WHERE "status" = 'booked' AND ${over}`,
    [tx.now, date],
  );
  return seen + unknown;
}
