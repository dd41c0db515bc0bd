import type { FactStatement } from '../indicator.ts';

const held = `FROM "ClinicSession" "s" WHERE "s"."kind" = 'night' AND "s"."status" = 'open' AND "s"."endsAt" >= ? AND "s"."endsAt" < ?`;

/** Night clinics that were held. */
export const nightSessions: FactStatement = {
  text: `SELECT "s"."id" AS "rowId", "s"."doctorId" AS "staffId", "s"."organisationId", 1.0 AS "part", 1.0 AS "whole" ${held}`,
  parameters: ['from', 'until'],
};

/** Their places, and those that were taken. */
export const nightPlaces: FactStatement = {
  text: `SELECT "s"."id" AS "rowId", "s"."doctorId" AS "staffId", "s"."organisationId",
    CAST("s"."taken" AS DOUBLE PRECISION) AS "part", CAST("s"."places" AS DOUBLE PRECISION) AS "whole" ${held}`,
  parameters: ['from', 'until'],
};

/** Whoever was booked at a night clinic to the end, and who did not come. */
export const noShows: FactStatement = {
  text: `SELECT "a"."id" AS "rowId", "s"."doctorId" AS "staffId", "s"."organisationId",
    CASE WHEN "a"."status" = 'no_show' THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole"
  FROM "Appointment" "a" JOIN "ClinicSession" "s" ON "s"."id" = "a"."sessionId"
  WHERE "s"."kind" = 'night' AND "a"."status" IN ('attended', 'no_show') AND "a"."startsAt" >= ? AND "a"."startsAt" < ?`,
  parameters: ['from', 'until'],
};

const satIn = `FROM "SitIn" "i" JOIN "ClinicSession" "s" ON "s"."id" = "i"."sessionId" JOIN "Staff" "e" ON "e"."id" = "i"."staffId"
  WHERE "i"."arrivedAt" >= ? AND "i"."arrivedAt" < ?`;

/** Half-days on which an expert was there, of the place. */
export const sitInsAt: FactStatement = {
  text: `SELECT "s"."id" AS "rowId", "i"."staffId", "s"."organisationId", 1.0 AS "part", 1.0 AS "whole" ${satIn}`,
  parameters: ['from', 'until'],
};

/** The same, of the hospital that sent the expert. */
export const sitInsOf: FactStatement = {
  text: `SELECT "s"."id" AS "rowId", "i"."staffId", "e"."organisationId", 1.0 AS "part", 1.0 AS "whole" ${satIn}`,
  parameters: ['from', 'until'],
};
