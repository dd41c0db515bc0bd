import type { FactStatement } from '../indicator.ts';

/** Residents from sixty on, and those with a health record: a diagnosis, an entry or a visit is in it. */
export const eldersOnRecord: FactStatement = {
  text: `SELECT "r"."id" AS "rowId", NULL AS "staffId", "r"."homeCentreId" AS "organisationId",
    CASE WHEN EXISTS (SELECT 1 FROM "Diagnosis" "d" WHERE "d"."residentId" = "r"."id" AND "d"."recordedAt" < ?)
      OR EXISTS (SELECT 1 FROM "RecordEntry" "n" WHERE "n"."residentId" = "r"."id" AND "n"."recordedAt" < ?)
      OR EXISTS (SELECT 1 FROM "Encounter" "e" WHERE "e"."residentId" = "r"."id" AND "e"."recordedAt" < ?)
      THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole"
  FROM "Resident" "r"
  WHERE "r"."identityLevel" IN ('verified', 'provisional') AND "r"."diedOn" IS NULL AND "r"."homeCentreId" IS NOT NULL
    AND "r"."birthDate" <= ? AND "r"."createdAt" < ?`,
  parameters: ['until', 'until', 'until', 'sixtyBornBy', 'until'],
};
