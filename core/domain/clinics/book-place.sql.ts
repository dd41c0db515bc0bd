import type { AppointmentOrigin } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';

/** What one place is claimed with. All that must hold stands in the statement; nothing is checked before it. */
export interface Claim {
  sessionId: string;
  slotId: string;
  residentId: string;
  /** May take a place that is kept for signed and priority residents. */
  mayTakeReserved: boolean;
  /** The last date that is open for booking, YYYY-MM-DD. */
  lastOpenDate: string;
  /** How many open bookings a person may have, this one included. */
  openBookings: number;
  /** Another open booking that begins between these is at the same time. */
  busyFrom: Date;
  busyTo: Date;
}

/**
 * Takes one place and the session's next number, if everything holds at this instant, in one guarded statement; the slot's
 * own count follows in the same transaction. Under the locks of the resident and the session (lock.ts) this is exact:
 * never over the capacity, and never under it while places are free.
 * @returns the number in line, or undefined: nothing was changed.
 */
export async function claimPlace(tx: Transaction, claim: Claim): Promise<number | undefined> {
  const { sessionId, slotId, residentId } = claim;
  const claimed = await tx.sql.one<{ number: number }>(claiming, [
    claim.mayTakeReserved,
    sessionId,
    claim.lastOpenDate,
    claim.mayTakeReserved,
    slotId,
    tx.now,
    residentId,
    residentId,
    claim.openBookings,
    residentId,
    claim.busyFrom,
    claim.busyTo,
  ]);
  if (!claimed) return undefined;
  const counted = await tx.sql.run('UPDATE "Slot" SET "taken" = "taken" + 1 WHERE "id" = ?', [slotId]);
  if (counted !== 1) throw new Error(`slot ${slotId} is gone`);
  return Number(claimed.number);
}

const open = `'booked', 'arrived', 'called'`;

const claiming = `
  UPDATE "ClinicSession" SET
    "taken" = "taken" + 1,
    "nextNumber" = "nextNumber" + 1,
    "reserved" = CASE WHEN ? AND "reserved" > 0 THEN "reserved" - 1 ELSE "reserved" END
  WHERE "id" = ? AND "status" = 'open' AND "date" <= ?
    AND "taken" + (CASE WHEN ? THEN 0 ELSE "reserved" END) < "places"
    AND EXISTS (
      SELECT 1 FROM "Slot" WHERE "Slot"."id" = ? AND "Slot"."sessionId" = "ClinicSession"."id"
        AND "Slot"."taken" < "Slot"."capacity" AND "Slot"."startsAt" > ?)
    AND NOT EXISTS (
      SELECT 1 FROM "Appointment" WHERE "Appointment"."sessionId" = "ClinicSession"."id"
        AND "Appointment"."residentId" = ? AND "Appointment"."status" IN (${open}))
    AND (SELECT COUNT(*) FROM "Appointment" WHERE "residentId" = ? AND "Appointment"."status" IN (${open})) < ?
    AND NOT EXISTS (
      SELECT 1 FROM "Appointment" WHERE "residentId" = ? AND "Appointment"."status" IN (${open})
        AND "Appointment"."startsAt" > ? AND "Appointment"."startsAt" < ?)
  RETURNING "nextNumber" - 1 AS "number"`;

/** A number for a place that is held for somebody already (an accepted offer). */
export async function nextNumber(tx: Transaction, sessionId: string): Promise<number> {
  const next = await tx.sql.one<{ number: number }>(
    'UPDATE "ClinicSession" SET "nextNumber" = "nextNumber" + 1 WHERE "id" = ? RETURNING "nextNumber" - 1 AS "number"',
    [sessionId],
  );
  if (!next) throw new Error(`session ${sessionId} is gone`);
  return Number(next.number);
}

/** A new appointment, as it is written. */
export interface NewAppointment {
  id: string;
  slotId: string;
  sessionId: string;
  residentId: string;
  contactId: string | null;
  staffId: string | null;
  origin: AppointmentOrigin;
  number: number;
  startsAt: Date;
}

/** Writes the row of a place that is taken. */
export async function insertAppointment(tx: Transaction, row: NewAppointment): Promise<void> {
  await tx.sql.run(
    // The enums stand in the text: PostgreSQL does not take them as text parameters.
    `INSERT INTO "Appointment" ("id", "slotId", "sessionId", "residentId", "contactId", "staffId", "origin", "number",
       "status", "startsAt", "bookedAt")
     VALUES (?, ?, ?, ?, ?, ?, '${row.origin}', ?, 'booked', ?, ?)`,
    [
      ...[row.id, row.slotId, row.sessionId, row.residentId, row.contactId, row.staffId],
      ...[row.number, row.startsAt, tx.now],
    ],
  );
}
