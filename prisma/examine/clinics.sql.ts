import type { Invariant } from './invariant.ts';
import { longAgo, onlyOnce } from './invariant.ts';

const open = `('booked', 'arrived', 'called')`;
const inLine = `('waiting', 'offered')`;

/** Everybody who counts as taken in a slot: appointments that were not given back, and places offered to somebody in line. */
const inSlot = `(
  (SELECT COUNT(*) FROM "Appointment" "a"
   WHERE "a"."sessionId" = "s"."sessionId" AND "a"."slotId" = "s"."id" AND "a"."status" <> 'cancelled')
  + (SELECT COUNT(*) FROM "WaitlistEntry" "w"
     WHERE "w"."sessionId" = "s"."sessionId" AND "w"."offeredSlotId" = "s"."id" AND "w"."status" = 'offered'))`;

const waitingIn = (session: string) =>
  `(SELECT COUNT(*) FROM "WaitlistEntry" "l" WHERE "l"."sessionId" = ${session} AND "l"."status" = 'waiting')`;

/** Sessions, places, appointments and waitlists (domain.md §3; reliability I-01 … I-04, I-24). */
export const clinicInvariants: readonly Invariant[] = [
  {
    name: 'slot.taken-covers-everybody',
    says: '时段里的人比记下的多（超约）',
    statement: `SELECT "s"."id" AS "row" FROM "Slot" "s" WHERE "s"."taken" < ${inSlot} OR "s"."taken" > "s"."capacity"`,
  },
  {
    // A place that is freed while somebody waits is held for the line: it is taken though nobody has it yet.
    name: 'slot.held-for-the-line-only',
    says: '时段记下的人比实际多，也没有人在候补（少约）',
    statement: `SELECT "c"."id" AS "row" FROM "ClinicSession" "c" JOIN "Slot" "s" ON "s"."sessionId" = "c"."id"
      WHERE "c"."status" = 'open' AND "s"."startsAt" > ? GROUP BY "c"."id"
      HAVING SUM("s"."taken" - ${inSlot}) > ${waitingIn('"c"."id"')}`,
    given: (tx) => [tx.now],
  },
  {
    name: 'session.counts-its-slots',
    says: '场次的人数或名额和各时段加起来不一样',
    statement: `SELECT "c"."id" AS "row" FROM "ClinicSession" "c" LEFT JOIN "Slot" "s" ON "s"."sessionId" = "c"."id"
      GROUP BY "c"."id", "c"."taken", "c"."places"
      HAVING "c"."taken" <> COALESCE(SUM("s"."taken"), 0) OR "c"."places" <> COALESCE(SUM("s"."capacity"), 0)`,
  },
  {
    name: 'session.reserved-is-free',
    says: '留给签约和优先居民的名额已被占用',
    statement: `SELECT "id" AS "row" FROM "ClinicSession" WHERE "status" = 'open' AND "taken" + "reserved" > "places"`,
  },
  {
    name: 'session.free-place-goes-to-the-line',
    says: '有人候补，却有空位没有留给候补的人',
    statement: `SELECT "c"."id" AS "row" FROM "ClinicSession" "c"
      WHERE "c"."status" = 'open' AND "c"."places" - "c"."taken" - "c"."reserved" > 0 AND ${waitingIn('"c"."id"')} > 0
        AND EXISTS (SELECT 1 FROM "Slot" "s" WHERE "s"."sessionId" = "c"."id" AND "s"."taken" < "s"."capacity" AND "s"."startsAt" > ?)`,
    given: (tx) => [tx.now],
  },
  {
    name: 'session.doctor-in-one-place',
    says: '同一位医生同一时间有两场门诊',
    statement: `SELECT "c"."id" AS "row" FROM "ClinicSession" "c" JOIN "ClinicSession" "d"
      ON "d"."doctorId" = "c"."doctorId" AND "d"."id" > "c"."id" AND "d"."startsAt" < "c"."endsAt" AND "d"."endsAt" > "c"."startsAt"
      WHERE "c"."status" = 'open' AND "d"."status" = 'open'`,
  },
  {
    name: 'session.closed-is-empty',
    says: '停诊的场次里还有预约或候补',
    statement: `SELECT "c"."id" AS "row" FROM "ClinicSession" "c" WHERE "c"."status" = 'closed' AND (
      EXISTS (SELECT 1 FROM "Appointment" "a" WHERE "a"."sessionId" = "c"."id" AND "a"."status" IN ('booked', 'arrived'))
      OR EXISTS (SELECT 1 FROM "WaitlistEntry" "w" WHERE "w"."sessionId" = "c"."id" AND "w"."status" IN ${inLine}))`,
  },
  onlyOnce('appointment.once-a-session', '一个人在同一场有两个预约', {
    table: 'Appointment',
    by: '"sessionId", "residentId"',
    where: `"status" IN ${open}`,
  }),
  {
    name: 'appointment.stands-in-its-slot',
    says: '预约和它的时段、场次或号码对不上',
    statement: `SELECT "a"."id" AS "row" FROM "Appointment" "a"
      LEFT JOIN "Slot" "s" ON "s"."id" = "a"."slotId" LEFT JOIN "ClinicSession" "c" ON "c"."id" = "a"."sessionId"
      WHERE "s"."id" IS NULL OR "c"."id" IS NULL OR "s"."sessionId" <> "a"."sessionId" OR "a"."number" >= "c"."nextNumber"
        OR ("a"."status" = 'booked' AND "a"."startsAt" <> "s"."startsAt")`,
  },
  {
    name: 'appointment.ends-completely',
    says: '预约的状态和它的时间或原因对不上',
    statement: `SELECT "id" AS "row" FROM "Appointment" WHERE
      ("status" IN ${open} AND "endedAt" IS NOT NULL)
      OR ("status" IN ('attended', 'cancelled', 'no_show') AND "endedAt" IS NULL)
      OR ("status" = 'cancelled' AND "cancelReason" IS NULL)
      OR ("status" = 'arrived' AND "arrivedAt" IS NULL) OR ("status" = 'called' AND "calledAt" IS NULL)`,
  },
  {
    name: 'appointment.is-audited',
    says: '预约没有审计记录',
    statement: `SELECT "a"."id" AS "row" FROM "Appointment" "a" WHERE NOT EXISTS (
      SELECT 1 FROM "AuditEntry" "e"
      WHERE "e"."subjectKind" = 'appointment' AND "e"."subjectId" = "a"."id" AND "e"."action" = 'appointment.booked')`,
  },
  {
    name: 'appointment.not-left-open',
    says: '门诊早已结束，预约还没有结果',
    statement: `SELECT "a"."id" AS "row" FROM "Appointment" "a" JOIN "ClinicSession" "c" ON "c"."id" = "a"."sessionId"
      WHERE "a"."status" IN ${open} AND "c"."date" < ?`,
    given: (tx) => [tx.day.add(tx.day.dateOf(tx.now), -2)],
  },
  {
    name: 'waitlist.ends-completely',
    says: '候补的状态和它的时间或时段对不上',
    statement: `SELECT "w"."id" AS "row" FROM "WaitlistEntry" "w" LEFT JOIN "Slot" "s" ON "s"."id" = "w"."offeredSlotId"
      WHERE ("w"."status" = 'offered' AND ("w"."offeredAt" IS NULL OR "w"."offerExpiresAt" IS NULL OR "s"."id" IS NULL
          OR "s"."sessionId" <> "w"."sessionId"))
        OR ("w"."status" IN ('accepted', 'lapsed', 'left') AND "w"."endedAt" IS NULL)
        OR ("w"."status" IN ${inLine} AND "w"."endedAt" IS NOT NULL)`,
  },
  {
    name: 'waitlist.keeps-the-order',
    says: '后来的人先得到了候补名额',
    statement: `SELECT "w"."id" AS "row" FROM "WaitlistEntry" "w" WHERE "w"."status" = 'offered' AND EXISTS (
      SELECT 1 FROM "WaitlistEntry" "e" WHERE "e"."sessionId" = "w"."sessionId" AND "e"."status" = 'waiting'
        AND ("e"."joinedAt" < "w"."joinedAt" OR ("e"."joinedAt" = "w"."joinedAt" AND "e"."id" < "w"."id")))`,
  },
  {
    name: 'waitlist.not-beside-a-booking',
    says: '一个人在同一场既有预约又在候补，或候补了两次',
    statement: `SELECT "w"."id" AS "row" FROM "WaitlistEntry" "w" WHERE "w"."status" IN ${inLine} AND (
      EXISTS (SELECT 1 FROM "Appointment" "a"
        WHERE "a"."sessionId" = "w"."sessionId" AND "a"."residentId" = "w"."residentId" AND "a"."status" IN ${open})
      OR EXISTS (SELECT 1 FROM "WaitlistEntry" "o" WHERE "o"."sessionId" = "w"."sessionId"
        AND "o"."residentId" = "w"."residentId" AND "o"."status" IN ${inLine} AND "o"."id" <> "w"."id"))`,
  },
  {
    name: 'waitlist.not-overdue',
    says: '候补的名额早已过期，或门诊早已结束，候补还没有了结',
    statement: `SELECT "w"."id" AS "row" FROM "WaitlistEntry" "w" JOIN "ClinicSession" "c" ON "c"."id" = "w"."sessionId"
      WHERE ("w"."status" = 'offered' AND "w"."offerExpiresAt" < ?) OR ("w"."status" IN ${inLine} AND "c"."endsAt" < ?)`,
    given: (tx) => [longAgo(tx), longAgo(tx)],
  },
];
