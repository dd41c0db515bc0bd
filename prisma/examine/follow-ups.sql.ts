import { dueNotice } from '#domain/follow-ups/reminders.ts';
import type { Invariant } from './invariant.ts';
import { longAgo, onlyOnce } from './invariant.ts';

/** Diagnoses, plans, tasks and alerts (domain.md §5). */
export const followUpInvariants: readonly Invariant[] = [
  onlyOnce('diagnosis.once', '同一诊断对一位居民记了两次', {
    table: 'Diagnosis',
    by: '"residentId", "code"',
    where: '"endedOn" IS NULL',
  }),
  onlyOnce('care-plan.one-active', '一位居民同一种随访计划有两份', {
    table: 'CarePlan',
    by: '"residentId", "kind", "causeId"',
    where: `"status" = 'active'`,
  }),
  {
    name: 'care-plan.closed-asks-nothing',
    says: '随访计划已经结束，还有没做的随访挂在上面',
    statement: `SELECT "t"."id" AS "row" FROM "CareTask" "t" JOIN "CarePlan" "p" ON "p"."id" = "t"."planId"
      WHERE "t"."status" = 'open' AND "p"."status" <> 'active'`,
  },
  {
    name: 'care-task.open-has-a-step',
    says: '随访没有下一步，也没有上报，会被忘记',
    statement: `SELECT "id" AS "row" FROM "CareTask"
      WHERE "status" = 'open' AND "nextStepAt" IS NULL AND "escalatedAt" IS NULL`,
  },
  {
    name: 'care-task.is-not-overdue',
    says: '随访的提醒或上报早该做了，还没有做',
    statement: `SELECT "id" AS "row" FROM "CareTask" WHERE "status" = 'open' AND "nextStepAt" < ?`,
    given: (tx) => [longAgo(tx)],
  },
  {
    name: 'care-task.ends-completely',
    says: '随访的状态和它的结束时间、原因或随访记录对不上',
    statement: `SELECT "id" AS "row" FROM "CareTask" WHERE ("status" = 'open' AND "closedAt" IS NOT NULL)
      OR ("status" <> 'open' AND ("closedAt" IS NULL OR "closeReason" IS NULL OR "nextStepAt" IS NOT NULL))
      OR ("closeReason" = 'visit' AND ("encounterId" IS NULL OR "class" IS NULL))`,
  },
  {
    name: 'care-task.is-the-plan’s-doctor’s',
    says: '随访和它的计划不归同一位医生',
    statement: `SELECT "t"."id" AS "row" FROM "CareTask" "t" JOIN "CarePlan" "p" ON "p"."id" = "t"."planId"
      WHERE "t"."status" = 'open' AND "t"."doctorId" <> "p"."doctorId"`,
  },
  {
    name: 'care-task.not-of-the-dead',
    says: '居民已去世，还有没做的随访',
    statement: `SELECT "t"."id" AS "row" FROM "CareTask" "t" JOIN "Resident" "r" ON "r"."id" = "t"."residentId"
      WHERE "t"."status" = 'open' AND "r"."diedOn" IS NOT NULL`,
  },
  {
    name: 'care-task.over-asks-nothing',
    says: '随访已经结束，还有提醒在等着发，或还要打电话',
    statement: `SELECT "t"."id" AS "row" FROM "Delivery" "d" JOIN "CareTask" "t" ON "t"."id" = substr("d"."key", ${dueNotice.length + 2}, 36)
      WHERE "d"."status" = 'pending' AND "d"."kind" = '${dueNotice}' AND "t"."status" <> 'open'
      UNION SELECT "t"."id" FROM "StaffTask" "c" JOIN "CareTask" "t" ON "t"."id" = "c"."subjectId"
      WHERE "c"."status" = 'open' AND "c"."subjectKind" = 'care-task' AND "t"."status" <> 'open'`,
  },
  onlyOnce('alert.open-once', '同一位居民的同一种预警开了两条', {
    table: 'Alert',
    by: '"residentId", "kind"',
    where: `"status" = 'open'`,
  }),
  {
    name: 'alert.is-owned',
    says: '预警的负责人已经离岗',
    statement: `SELECT "a"."id" AS "row" FROM "Alert" "a" JOIN "Staff" "s" ON "s"."id" = "a"."ownerId"
      WHERE "a"."status" = 'open' AND NOT "s"."active"`,
  },
  {
    name: 'alert.ends-completely',
    says: '预警的状态和它的答复时间或结果对不上',
    statement: `SELECT "id" AS "row" FROM "Alert" WHERE ("status" = 'open' AND "answeredAt" IS NOT NULL)
      OR ("status" = 'answered' AND ("answeredAt" IS NULL OR "outcome" IS NULL))`,
  },
];
