import { endedStatuses, legalPairs, openStatuses } from '#domain/referrals/rules.ts';
import type { Invariant } from './invariant.ts';
import { longAgo } from './invariant.ts';

const listed = (statuses: readonly string[]) => `(${statuses.map((status) => `'${status}'`).join(', ')})`;

const before = `COALESCE(CAST("s"."from" AS TEXT), 'none')`;
const legal = legalPairs.map(([from, to]) => `(${before} = '${from}' AND "s"."to" = '${to}')`).join(' OR ');

/** Two-way referral (domain.md §4; reliability I-14). The pairs come from the rules themselves. */
export const referralInvariants: readonly Invariant[] = [
  {
    name: 'referral.steps-are-legal',
    says: '转诊走了规则里没有的一步',
    statement: `SELECT "s"."referralId" AS "row" FROM "ReferralStep" "s" WHERE NOT (${legal})`,
  },
  {
    name: 'referral.steps-make-a-path',
    says: '转诊的步骤接不上，或和现在的状态不一样',
    statement: `SELECT "r"."id" AS "row" FROM "Referral" "r" LEFT JOIN (
        SELECT "referralId", CAST("to" AS TEXT) AS "to", COALESCE(CAST("from" AS TEXT), 'none') AS "from",
          COALESCE(LAG(CAST("to" AS TEXT)) OVER "path", 'none') AS "before", LEAD("id") OVER "path" AS "next"
        FROM "ReferralStep" WINDOW "path" AS (PARTITION BY "referralId" ORDER BY "at", "id")
      ) "s" ON "s"."referralId" = "r"."id"
      WHERE "s"."to" IS NULL OR "s"."from" <> "s"."before" OR ("s"."next" IS NULL AND "s"."to" <> CAST("r"."status" AS TEXT))`,
  },
  {
    name: 'referral.open-is-somebody’s-until-a-time',
    says: '办理中的转诊没有人负责，或没有时限',
    statement: `SELECT "r"."id" AS "row" FROM "Referral" "r" LEFT JOIN "Staff" "o" ON "o"."id" = "r"."ownerId"
      WHERE "r"."status" IN ${listed(openStatuses)} AND ("r"."dueAt" IS NULL OR "r"."endedAt" IS NOT NULL
        OR ("r"."status" NOT IN ('reviewing', 'accepted') AND ("o"."id" IS NULL OR NOT "o"."active")))`,
  },
  {
    name: 'referral.is-not-overdue',
    says: '转诊的时限早已过了，没有催办也没有了结',
    statement: `SELECT "id" AS "row" FROM "Referral" WHERE "status" IN ${listed(openStatuses)} AND "dueAt" < ?`,
    given: (tx) => [longAgo(tx)],
  },
  {
    name: 'referral.ends-completely',
    says: '转诊已经结束，却没有时间、原因，或还有人负责、还有时限',
    statement: `SELECT "id" AS "row" FROM "Referral" WHERE "status" IN ${listed(endedStatuses)}
      AND ("endedAt" IS NULL OR "endReason" IS NULL OR "ownerId" IS NOT NULL OR "dueAt" IS NOT NULL)`,
  },
  {
    name: 'referral.over-asks-nothing',
    says: '转诊没有成，还有它的随访或电话任务挂着',
    statement: `SELECT "r"."id" AS "row" FROM "Referral" "r" WHERE "r"."status" IN ${listed(endedStatuses)} AND (
      EXISTS (SELECT 1 FROM "StaffTask" "t"
        WHERE "t"."subjectKind" = 'referral' AND "t"."subjectId" = "r"."id" AND "t"."status" = 'open')
      OR ("r"."status" <> 'closed' AND EXISTS (SELECT 1 FROM "CarePlan" "p"
        WHERE "p"."residentId" = "r"."residentId" AND "p"."causeId" = "r"."id" AND "p"."status" = 'active')))`,
  },
  {
    name: 'referral.test-comes-back-as-report',
    says: '检查已经出结果，报告没有进档案，或进了别人的档案',
    statement: `SELECT "r"."id" AS "row" FROM "Referral" "r" LEFT JOIN "Report" "p" ON "p"."referralId" = "r"."id"
      WHERE "r"."direction" = 'test' AND ("p"."residentId" <> "r"."residentId"
        OR ("p"."id" IS NULL AND "r"."status" IN ('returned', 'closed')))`,
  },
];
