import type { FactStatement } from '../indicator.ts';

const active = `FROM "Contract" "c" JOIN "Resident" "r" ON "r"."id" = "c"."residentId"
  WHERE "c"."status" IN ('active', 'expired', 'terminated', 'replaced') AND "c"."startsOn" <= ? AND "c"."endsOn" >= ?
    AND ("c"."endedAt" IS NULL OR "c"."endedAt" >= ?)`;

/** Contracts that ran on the last day. */
export const activeContracts: FactStatement = {
  text: `SELECT "c"."id" AS "rowId", "c"."doctorId" AS "staffId", "c"."centreId" AS "organisationId", 1.0 AS "part", 1.0 AS "whole" ${active}`,
  parameters: ['toDate', 'toDate', 'until'],
};

/** Of them those of 重点人群: by age, or by a tag (those of age are never stored). */
export const priorityContracts: FactStatement = {
  text: `SELECT "c"."id" AS "rowId", "c"."doctorId" AS "staffId", "c"."centreId" AS "organisationId",
    CASE WHEN "r"."birthDate" <= ? OR "r"."birthDate" > ? OR CAST("r"."tags" AS TEXT) <> '[]' THEN 1.0 ELSE 0.0 END AS "part",
    1.0 AS "whole" ${active}`,
  parameters: ['elderBornBy', 'childBornAfter', 'toDate', 'toDate', 'until'],
};

/** Contracts that came to their end, and whether the same doctor's followed. One that another doctor's took over is neither. */
export const renewedContracts: FactStatement = {
  text: `SELECT "c"."id" AS "rowId", "c"."doctorId" AS "staffId", "c"."centreId" AS "organisationId",
    CASE WHEN "n"."id" IS NULL THEN 0.0 ELSE 1.0 END AS "part", 1.0 AS "whole"
  FROM "Contract" "c" LEFT JOIN "Contract" "n" ON "n"."replacesId" = "c"."id" AND "n"."doctorId" = "c"."doctorId"
  WHERE "c"."endedAt" >= ? AND "c"."endedAt" < ? AND ("c"."status" = 'expired' OR ("c"."status" = 'replaced' AND "n"."id" IS NOT NULL))`,
  parameters: ['from', 'until'],
};

export const deliveredItems: FactStatement = {
  text: `SELECT "u"."id" AS "rowId", "c"."doctorId" AS "staffId", "c"."centreId" AS "organisationId", 1.0 AS "part", 1.0 AS "whole"
  FROM "ContractUse" "u" JOIN "Contract" "c" ON "c"."id" = "u"."contractId" WHERE "u"."usedOn" >= ? AND "u"."usedOn" <= ?`,
  parameters: ['fromDate', 'toDate'],
};
