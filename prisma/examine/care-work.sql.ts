import type { Invariant } from './invariant.ts';
import { onlyOnce } from './invariant.ts';

/** An open row whose owner is not there any more. */
const ownedByNobody = (
  table: string,
) => `SELECT "w"."id" AS "row" FROM "${table}" "w" JOIN "Staff" "s" ON "s"."id" = "w"."ownerId"
      WHERE "w"."status" = 'open' AND NOT "s"."active"`;

/** Calls and visits, consultations, records, ratings (domain.md §5, §6). */
export const careWorkInvariants: readonly Invariant[] = [
  onlyOnce('staff-task.once', '同一件事生成了两个电话、上门任务', { table: 'StaffTask', by: '"key"' }),
  { name: 'staff-task.is-owned', says: '电话、上门任务的负责人已经离岗', statement: ownedByNobody('StaffTask') },
  {
    name: 'staff-task.ends-completely',
    says: '电话、上门任务的状态和它的结束时间或结果对不上，或标为办完却没有联系记录',
    statement: `SELECT "t"."id" AS "row" FROM "StaffTask" "t" WHERE ("t"."status" = 'open' AND "t"."closedAt" IS NOT NULL)
      OR ("t"."status" <> 'open' AND ("t"."closedAt" IS NULL OR "t"."closeReason" IS NULL))
      OR ("t"."status" = 'done' AND NOT EXISTS (
        SELECT 1 FROM "StaffTaskAttempt" "a" WHERE "a"."taskId" = "t"."id" AND "a"."outcome" = "t"."closeReason"))`,
  },
  onlyOnce('consultation.one-running', '同一个账号为同一位居民开了两个咨询', {
    table: 'Consultation',
    by: '"residentId", "contactId"',
    where: `"status" IN ('open', 'answered')`,
  }),
  { name: 'consultation.is-owned', says: '待答复的咨询的负责人已经离岗', statement: ownedByNobody('Consultation') },
  {
    name: 'consultation.ends-completely',
    says: '咨询的状态和它的时限、答复或结束时间对不上',
    statement: `SELECT "c"."id" AS "row" FROM "Consultation" "c" WHERE
      ("c"."status" = 'open' AND ("c"."dueAt" IS NULL OR "c"."answeredAt" IS NOT NULL OR "c"."closedAt" IS NOT NULL))
      OR ("c"."status" = 'answered' AND ("c"."answeredAt" IS NULL OR "c"."dueAt" IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM "ConsultationLine" "l" WHERE "l"."consultationId" = "c"."id" AND "l"."staffId" IS NOT NULL)))
      OR ("c"."status" = 'closed' AND ("c"."closedAt" IS NULL OR "c"."dueAt" IS NOT NULL))`,
  },
  {
    name: 'record.superseded-by-its-own',
    says: '档案里的一条被别人的，或更早的一条更正了',
    statement: `SELECT "o"."id" AS "row" FROM "RecordEntry" "o" JOIN "RecordEntry" "n" ON "n"."id" = "o"."supersededById"
      WHERE "n"."residentId" <> "o"."residentId" OR "n"."recordedAt" < "o"."recordedAt" OR "n"."id" = "o"."id"`,
  },
  { name: 'correction.is-owned', says: '更正申请的负责人已经离岗', statement: ownedByNobody('RecordCorrection') },
  {
    name: 'correction.ends-completely',
    says: '更正申请的状态和它的答复对不上',
    statement: `SELECT "id" AS "row" FROM "RecordCorrection"
      WHERE ("status" = 'open') = ("answeredAt" IS NOT NULL OR "answerSealed" IS NOT NULL)`,
  },
  onlyOnce('report.once', '同一份报告收了两次', {
    table: 'Report',
    by: '"organisationId", "externalId"',
    where: '"externalId" IS NOT NULL',
  }),
  {
    name: 'report.read-after-it-came',
    says: '报告还没有收到就有人看过',
    statement: `SELECT "id" AS "row" FROM "Report" WHERE "firstReadAt" < "receivedAt"`,
  },
  onlyOnce('rating.once', '同一次服务问了两次评价', { table: 'Rating', by: '"subjectKind", "subjectId"' }),
  {
    name: 'rating.is-complete',
    says: '评价的分数和它的时间对不上，或不在一到五分',
    statement: `SELECT "id" AS "row" FROM "Rating" WHERE ("score" IS NULL) <> ("answeredAt" IS NULL)
      OR "score" NOT BETWEEN 1 AND 5 OR "answeredAt" < "askedAt"`,
  },
];
