import type { FactStatement } from '../indicator.ts';

const up = `FROM "Referral" "f" WHERE "f"."direction" = 'up' AND "f"."sentAt" >= ? AND "f"."sentAt" < ?`;

export const referredUp: FactStatement = {
  text: `SELECT "f"."id" AS "rowId", "f"."doctorId" AS "staffId", "f"."fromOrganisationId" AS "organisationId", 1.0 AS "part", 1.0 AS "whole" ${up}`,
  parameters: ['from', 'until'],
};

/** Of them those that left out a step of the ladder (3-2-1, seed 004 三(四)2). */
export const skippedSteps: FactStatement = {
  text: `SELECT "f"."id" AS "rowId", "f"."doctorId" AS "staffId", "f"."fromOrganisationId" AS "organisationId",
    CASE WHEN "f"."skipReason" IS NULL THEN 0.0 ELSE 1.0 END AS "part", 1.0 AS "whole" ${up}`,
  parameters: ['from', 'until'],
};

/** 康复回社区: of the centre that takes over. */
export const referredDown: FactStatement = {
  text: `SELECT "f"."id" AS "rowId", NULL AS "staffId", "f"."toOrganisationId" AS "organisationId", 1.0 AS "part", 1.0 AS "whole"
  FROM "Referral" "f" WHERE "f"."direction" = 'down' AND "f"."toOrganisationId" IS NOT NULL AND "f"."sentAt" >= ? AND "f"."sentAt" < ?`,
  parameters: ['from', 'until'],
};

const answered = `FROM "ReferralStep" "s" JOIN "Referral" "f" ON "f"."id" = "s"."referralId"
  WHERE "f"."direction" IN ('up', 'test') AND "f"."toOrganisationId" IS NOT NULL AND "s"."from" = 'sent'
    AND "s"."to" IN ('accepted', 'declined', 'forwarded', 'lapsed') AND "s"."at" >= ? AND "s"."at" < ?`;

/** Answers of a hospital's desk, and those that came before the timer ran out. None at all is none in time. */
export const answeredInTime: FactStatement = {
  text: `SELECT "s"."id" AS "rowId", NULL AS "staffId", "f"."toOrganisationId" AS "organisationId",
    CASE WHEN "s"."to" <> 'lapsed' AND "s"."inTime" THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole" ${answered}`,
  parameters: ['from', 'until'],
};

export const acceptedReferrals: FactStatement = {
  text: `SELECT "s"."id" AS "rowId", NULL AS "staffId", "f"."toOrganisationId" AS "organisationId",
    CASE WHEN "s"."to" = 'accepted' THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole" ${answered}`,
  parameters: ['from', 'until'],
};

/** Visits at the hospital, and those whose summary came back. */
export const returnedReferrals: FactStatement = {
  text: `SELECT "s"."id" AS "rowId", "f"."doctorId" AS "staffId", "f"."fromOrganisationId" AS "organisationId",
    CASE WHEN EXISTS (SELECT 1 FROM "ReferralStep" "b" WHERE "b"."referralId" = "f"."id" AND "b"."to" = 'returned' AND "b"."at" < ?)
      THEN 1.0 ELSE 0.0 END AS "part", 1.0 AS "whole"
  FROM "ReferralStep" "s" JOIN "Referral" "f" ON "f"."id" = "s"."referralId"
  WHERE "f"."direction" = 'up' AND "s"."to" = 'attended' AND "s"."at" >= ? AND "s"."at" < ?`,
  parameters: ['until', 'from', 'until'],
};
