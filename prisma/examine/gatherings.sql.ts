import type { Invariant } from './invariant.ts';
import { onlyOnce } from './invariant.ts';

/** Lectures, trainings and sit-ins (domain.md §3, §6). */
export const gatheringInvariants: readonly Invariant[] = [
  {
    name: 'gathering.counts-its-seats',
    says: '讲座、培训记下的人数和报名对不上',
    statement: `SELECT "g"."id" AS "row" FROM "Gathering" "g" WHERE "g"."taken" <> (
      SELECT COUNT(*) FROM "SignUp" "s" WHERE "s"."gatheringId" = "g"."id" AND "s"."status" <> 'cancelled')`,
  },
  {
    name: 'gathering.within-capacity',
    says: '讲座、培训报名的人超过名额',
    statement: `SELECT "id" AS "row" FROM "Gathering" WHERE "taken" > "capacity" OR "taken" < 0`,
  },
  onlyOnce('sign-up.once', '一个人对同一场讲座、培训报了两次名', {
    table: 'SignUp',
    by: '"gatheringId", "residentId", "staffId"',
    where: `"status" = 'signed_up'`,
  }),
  {
    name: 'sign-up.ends-completely',
    says: '报名的状态和它的结束时间对不上，或不是一个人的报名',
    statement: `SELECT "id" AS "row" FROM "SignUp" WHERE ("status" = 'signed_up') = ("endedAt" IS NOT NULL)
      OR ("residentId" IS NULL) = ("staffId" IS NULL)`,
  },
  {
    name: 'gathering.over-is-settled',
    says: '讲座、培训已经取消或登记过到场，还有没了结的报名',
    statement: `SELECT "s"."id" AS "row" FROM "SignUp" "s" JOIN "Gathering" "g" ON "g"."id" = "s"."gatheringId"
      WHERE "s"."status" = 'signed_up' AND "g"."status" <> 'open'`,
  },
  {
    name: 'sit-in.at-an-expert-session',
    says: '坐诊签到不在专家门诊的场次上',
    statement: `SELECT "i"."sessionId" AS "row" FROM "SitIn" "i" JOIN "ClinicSession" "c" ON "c"."id" = "i"."sessionId"
      WHERE "c"."kind" <> 'expert' OR "i"."arrivedAt" > "c"."endsAt"`,
  },
];
