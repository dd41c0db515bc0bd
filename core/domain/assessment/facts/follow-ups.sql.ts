import type { FactStatement, Writing } from '../indicator.ts';
import { dayOf, secondsOf } from './instants.ts';

const due = `FROM "CareTask" "t" JOIN "Staff" "d" ON "d"."id" = "t"."doctorId" LEFT JOIN "Encounter" "e" ON "e"."id" = "t"."encounterId"
  WHERE "t"."status" IN ('open', 'done', 'missed') AND "t"."dueTo" >= ? AND "t"."dueTo" <= ?`;

/** What was due by a day of the period (what was cleared, was not), and what of it a visit ended. */
export const followUpsDone: FactStatement = {
  text: `SELECT "t"."id" AS "rowId", "t"."doctorId" AS "staffId", "d"."organisationId",
    CASE WHEN "t"."status" = 'done' THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole" ${due}`,
  parameters: ['fromDate', 'toDate'],
};

/** … and on the last day of its window at the latest. */
export function followUpsOnTime({ engine }: Writing): FactStatement {
  return {
    text: `SELECT "t"."id" AS "rowId", "t"."doctorId" AS "staffId", "d"."organisationId",
      CASE WHEN "t"."status" = 'done' AND ${secondsOf(engine, '"e"."heldAt"')} < ${dayOf(engine, '"t"."dueTo"')} + 86400 - ?
        THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole" ${due}`,
    parameters: ['zoneSeconds', 'fromDate', 'toDate'],
  };
}

/** Plans that a visit of the period classed, by the last one: those under control. */
export function controlledPlans(kind: 'hypertension' | 'diabetes'): FactStatement {
  return {
    text: `SELECT "t"."id" AS "rowId", "t"."doctorId" AS "staffId", "d"."organisationId",
      CASE WHEN "t"."class" = 'controlled' THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole"
    FROM "CareTask" "t" JOIN "CarePlan" "p" ON "p"."id" = "t"."planId" JOIN "Staff" "d" ON "d"."id" = "t"."doctorId"
    WHERE "p"."kind" = '${kind}' AND "t"."status" = 'done' AND "t"."class" IS NOT NULL AND "t"."closedAt" >= ? AND "t"."closedAt" < ?
      AND NOT EXISTS (SELECT 1 FROM "CareTask" "l" WHERE "l"."planId" = "t"."planId" AND "l"."status" = 'done'
        AND "l"."class" IS NOT NULL AND "l"."closedAt" < ?
        AND ("l"."closedAt" > "t"."closedAt" OR ("l"."closedAt" = "t"."closedAt" AND "l"."id" > "t"."id")))`,
    parameters: ['from', 'until', 'until'],
  };
}
