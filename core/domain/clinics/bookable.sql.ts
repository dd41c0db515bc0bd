import type { ClinicKind } from '#prisma/generated/sqlite/enums.ts';
import { rulesOf } from '../packs/current.ts';
import { instant, type StoredInstant } from '../row-set.ts';
import type { Transaction } from '../transaction.ts';
import type { Person } from './rules.ts';
import { mayTakeReserved } from './rules.ts';

/** A session that is open for booking, as somebody sees it. */
export interface BookableSession {
  id: string;
  kind: ClinicKind;
  /** YYYY-MM-DD */
  date: string;
  rulePack: string;
  organisationId: string;
  shortName: string;
  centre: string;
  address: string;
  doctor: string;
  department: string;
  /** What this person can still have, earliest first; empty when it is full. */
  free: { id: string; startsAt: Date }[];
  /** The first slot that has not begun, free or not. */
  firstAt: Date;
  /** HH:MM: until then the last places are kept for others. */
  keptUntil: string | undefined;
}

/** The sessions of a kind that somebody may book in, soonest first; those that are full are among them, for the waitlist. */
export async function bookableSessions(
  tx: Transaction,
  kind: ClinicKind,
  person: Person | undefined,
): Promise<BookableSession[]> {
  const today = tx.day.dateOf(tx.now);
  const rows = await tx.sql.all<SlotRow>(reading(kind), [today, tx.now]);
  const sessions = new Map<string, BookableSession>();
  for (const row of rows) {
    const { clinics } = rulesOf(row.rulePack);
    if (row.date > tx.day.add(today, clinics.bookingOpensDaysAhead)) continue;
    const startsAt = instant(row.startsAt);
    const kept = person && mayTakeReserved(person, clinics) ? 0 : row.reserved;
    const session = sessions.get(row.sessionId) ?? {
      id: row.sessionId,
      kind,
      date: row.date,
      rulePack: row.rulePack,
      organisationId: row.organisationId,
      shortName: row.shortName,
      centre: row.centre,
      address: row.address,
      doctor: row.doctor,
      department: row.department,
      free: [],
      firstAt: startsAt,
      keptUntil: row.taken < row.places && row.taken + kept >= row.places ? clinics.reservedUntil : undefined,
    };
    sessions.set(row.sessionId, session);
    if (row.takenInSlot < row.capacity && row.taken + kept < row.places)
      session.free.push({ id: row.slotId, startsAt });
  }
  return [...sessions.values()];
}

interface SlotRow {
  sessionId: string;
  date: string;
  rulePack: string;
  organisationId: string;
  shortName: string;
  centre: string;
  address: string;
  doctor: string;
  department: string;
  reserved: number;
  places: number;
  taken: number;
  slotId: string;
  startsAt: StoredInstant;
  capacity: number;
  takenInSlot: number;
}

/** The kind stands in the text: PostgreSQL does not compare an enum with a text parameter. */
function reading(kind: ClinicKind): string {
  return `
  SELECT "s"."id" AS "sessionId", "s"."date", "s"."rulePack", "s"."organisationId", "s"."reserved", "s"."places", "s"."taken",
    "o"."shortName", "o"."name" AS "centre", "o"."address", "d"."name" AS "doctor", "c"."department",
    "l"."id" AS "slotId", "l"."startsAt", "l"."capacity", "l"."taken" AS "takenInSlot"
  FROM "ClinicSession" "s"
  JOIN "Slot" "l" ON "l"."sessionId" = "s"."id"
  JOIN "ClinicSchedule" "c" ON "c"."id" = "s"."scheduleId"
  JOIN "Organisation" "o" ON "o"."id" = "s"."organisationId"
  JOIN "Staff" "d" ON "d"."id" = "s"."doctorId"
  WHERE "s"."kind" = '${kind}' AND "s"."status" = 'open' AND "s"."date" >= ? AND "l"."startsAt" > ?
  ORDER BY "s"."date", "s"."startsAt", "s"."id", "l"."startsAt"`;
}
