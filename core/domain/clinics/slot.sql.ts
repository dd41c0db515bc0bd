import { refuse } from '../refusal.ts';
import { instant, type StoredInstant } from '../row-set.ts';
import type { Transaction } from '../transaction.ts';

/** A slot with its session, place and doctor, as everything in this folder reads it. */
export interface SlotInSession {
  id: string;
  sessionId: string;
  startsAt: Date;
  capacity: number;
  taken: number;
  session: {
    id: string;
    organisationId: string;
    doctorId: string;
    kind: 'night' | 'expert';
    /** YYYY-MM-DD */
    date: string;
    status: 'open' | 'closed';
    reserved: number;
    places: number;
    taken: number;
    rulePack: string;
    schedule: { slotMinutes: number };
    organisation: { id: string; name: string; shortName: string; address: string; phone: string };
    doctor: { name: string };
  };
}

/** @throws Refusal `slot-taken` when there is no such slot. */
export async function slotById(tx: Transaction, slotId: string): Promise<SlotInSession> {
  const row = await tx.sql.one<SlotRow>(reading, [slotId]);
  if (!row) throw refuse('slot-taken');
  const { organisationId } = row;
  return {
    id: row.id,
    sessionId: row.sessionId,
    startsAt: instant(row.startsAt),
    capacity: row.capacity,
    taken: row.taken,
    session: {
      id: row.sessionId,
      organisationId,
      doctorId: row.doctorId,
      kind: row.kind,
      date: row.date,
      status: row.status,
      reserved: row.reserved,
      places: row.places,
      taken: row.takenInSession,
      rulePack: row.rulePack,
      schedule: { slotMinutes: row.slotMinutes },
      organisation: {
        id: organisationId,
        name: row.centre,
        shortName: row.shortName,
        address: row.address,
        phone: row.phone,
      },
      doctor: { name: row.doctor },
    },
  };
}

/** What is shown of a session: where, with whom, how long a slot is. */
export const sessionDetails = {
  organisation: { select: { id: true, name: true, shortName: true, address: true, phone: true } },
  doctor: { select: { id: true, name: true } },
  schedule: { select: { department: true, slotMinutes: true } },
} as const;

interface SlotRow {
  id: string;
  sessionId: string;
  startsAt: StoredInstant;
  capacity: number;
  taken: number;
  organisationId: string;
  doctorId: string;
  kind: 'night' | 'expert';
  date: string;
  status: 'open' | 'closed';
  reserved: number;
  places: number;
  takenInSession: number;
  rulePack: string;
  slotMinutes: number;
  centre: string;
  shortName: string;
  address: string;
  phone: string;
  doctor: string;
}

/** Everybody who books waits for who books before them: one statement instead of one for each relation. */
const reading = `
  SELECT "l"."id", "l"."sessionId", "l"."startsAt", "l"."capacity", "l"."taken",
    "s"."organisationId", "s"."doctorId", "s"."kind", "s"."date", "s"."status", "s"."reserved", "s"."places",
    "s"."taken" AS "takenInSession", "s"."rulePack", "c"."slotMinutes",
    "o"."name" AS "centre", "o"."shortName", "o"."address", "o"."phone", "d"."name" AS "doctor"
  FROM "Slot" "l"
  JOIN "ClinicSession" "s" ON "s"."id" = "l"."sessionId"
  JOIN "ClinicSchedule" "c" ON "c"."id" = "s"."scheduleId"
  JOIN "Organisation" "o" ON "o"."id" = "s"."organisationId"
  JOIN "Staff" "d" ON "d"."id" = "s"."doctorId"
  WHERE "l"."id" = ?`;
