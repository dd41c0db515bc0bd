import type { FactStatement } from '../indicator.ts';

/** Questions that were answered, and those that were not handed on before. */
export const answersInTime: FactStatement = {
  text: `SELECT "q"."id" AS "rowId", "q"."ownerId" AS "staffId", "d"."organisationId",
    CASE WHEN "q"."escalations" = 0 THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole"
  FROM "Consultation" "q" JOIN "Staff" "d" ON "d"."id" = "q"."ownerId" WHERE "q"."answeredAt" >= ? AND "q"."answeredAt" < ?`,
  parameters: ['from', 'until'],
};

const rated = `FROM "Rating" "r" WHERE "r"."score" IS NOT NULL AND "r"."answeredAt" >= ? AND "r"."answeredAt" < ?`;

export const scores: FactStatement = {
  text: `SELECT "r"."id" AS "rowId", "r"."staffId", "r"."organisationId", CAST("r"."score" AS DOUBLE PRECISION) AS "part", 1.0 AS "whole" ${rated}`,
  parameters: ['from', 'until'],
};

/** 满意 and better. */
export const contentOnes: FactStatement = {
  text: `SELECT "r"."id" AS "rowId", "r"."staffId", "r"."organisationId",
    CASE WHEN "r"."score" >= 4 THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole" ${rated}`,
  parameters: ['from', 'until'],
};

const complained = (when: string) => `FROM "Complaint" "c" WHERE "c"."${when}" >= ? AND "c"."${when}" < ?`;

export const complaintsFiled: FactStatement = {
  text: `SELECT "c"."id" AS "rowId", "c"."aboutStaffId" AS "staffId", "c"."organisationId", 1.0 AS "part", 1.0 AS "whole" ${complained('filedAt')}`,
  parameters: ['from', 'until'],
};

export const complaintsInTime: FactStatement = {
  text: `SELECT "c"."id" AS "rowId", "c"."aboutStaffId" AS "staffId", "c"."organisationId",
    CASE WHEN "c"."escalations" = 0 THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole" ${complained('answeredAt')}`,
  parameters: ['from', 'until'],
};
