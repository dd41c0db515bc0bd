import type { ClinicKind } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';

/** One session with its slots, as it is written. */
export interface OpenedSession {
  scheduleId: string;
  organisationId: string;
  doctorId: string;
  kind: ClinicKind;
  date: string;
  startsAt: Date;
  endsAt: Date;
  reserved: number;
  rulePack: string;
  slots: readonly Date[];
  placesPerSlot: number;
}

/**
 * Writes a session and its slots, or nothing when this schedule has one on that date already (two processes open ahead at
 * once) or the doctor sits in another one at that time.
 * @returns the session's id, or undefined when nothing was written.
 */
export async function openSession(tx: Transaction, session: OpenedSession): Promise<string | undefined> {
  const id = tx.id();
  const { startsAt, endsAt, slots, placesPerSlot } = session;
  const busy = await tx.sql.one(
    `SELECT "id" FROM "ClinicSession"
     WHERE "doctorId" = ? AND "status" = 'open' AND "startsAt" < ? AND "endsAt" > ? LIMIT 1`,
    [session.doctorId, endsAt, startsAt],
  );
  if (busy) return undefined;
  const written = await tx.sql.run(
    // The enum stands in the text: PostgreSQL does not take it as a text parameter.
    `INSERT INTO "ClinicSession" ("id", "scheduleId", "organisationId", "doctorId", "kind", "date", "startsAt", "endsAt",
       "status", "reserved", "places", "rulePack")
     VALUES (?, ?, ?, ?, '${session.kind}', ?, ?, ?, 'open', ?, ?, ?) ON CONFLICT ("scheduleId", "date") DO NOTHING`,
    [
      ...[id, session.scheduleId, session.organisationId, session.doctorId, session.date],
      ...[startsAt, endsAt, session.reserved, slots.length * placesPerSlot, session.rulePack],
    ],
  );
  if (written === 0) return undefined;
  await tx.sql.run(
    `INSERT INTO "Slot" ("id", "sessionId", "startsAt", "capacity")
     VALUES ${slots.map(() => '(?, ?, ?, ?)').join(', ')}`,
    slots.flatMap((slot) => [tx.id(), id, slot, placesPerSlot]),
  );
  return id;
}
