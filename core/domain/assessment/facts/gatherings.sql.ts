import type { FactStatement } from '../indicator.ts';

function held(kind: 'lecture' | 'training', place: 'here' | 'hospital'): FactStatement {
  return {
    text: `SELECT "g"."id" AS "rowId", "g"."createdById" AS "staffId", "o"."id" AS "organisationId", 1.0 AS "part", 1.0 AS "whole"
    FROM "Gathering" "g" JOIN "Organisation" "o" ON "o"."id" = "g"."organisationId"
    WHERE "g"."kind" = '${kind}' AND "g"."status" = 'held' AND "g"."startsAt" >= ? AND "g"."startsAt" < ?${place === 'hospital' ? ` AND "o"."kind" = 'hospital'` : ''}`,
    parameters: ['from', 'until'],
  };
}

export const lecturesHeld = held('lecture', 'here');
export const hospitalTrainings = held('training', 'hospital');

/** Who of the staff was at a training, of where they work. */
export const trainingAttended: FactStatement = {
  text: `SELECT "u"."id" AS "rowId", "u"."staffId", "d"."organisationId", 1.0 AS "part", 1.0 AS "whole"
  FROM "SignUp" "u" JOIN "Gathering" "g" ON "g"."id" = "u"."gatheringId" JOIN "Staff" "d" ON "d"."id" = "u"."staffId"
  WHERE "g"."kind" = 'training' AND "u"."status" = 'attended' AND "g"."startsAt" >= ? AND "g"."startsAt" < ?`,
  parameters: ['from', 'until'],
};
