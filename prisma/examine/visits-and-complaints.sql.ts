import type { Invariant } from './invariant.ts';
import { onlyOnce } from './invariant.ts';

/** What lies with a member of staff until a time, and the look that comes when it has run out. */
const lookIsAskedFor = (table: string, open: string, job: string) => `
  SELECT "w"."id" AS "row" FROM "${table}" "w" WHERE "w"."status" IN (${open}) AND "w"."dueAt" > ? AND NOT EXISTS (
    SELECT 1 FROM "Job" "j" WHERE "j"."name" = '${job}' AND "j"."status" = 'pending'
      AND "j"."key" LIKE '${job}/' || "w"."id" || '/%')`;

const owedByNobody = (table: string, open: string) => `
  SELECT "w"."id" AS "row" FROM "${table}" "w" LEFT JOIN "Staff" "s" ON "s"."id" = "w"."ownerId"
  WHERE "w"."status" IN (${open}) AND ("s"."id" IS NULL OR NOT "s"."active")`;

const openVisit = `'requested', 'planned'`;

/** Visits at home and complaints (domain.md §6). */
export const visitAndComplaintInvariants: readonly Invariant[] = [
  onlyOnce('home-visit.one-open', '同一位居民有两个没办完的上门', {
    table: 'HomeVisit',
    by: '"residentId"',
    where: `"status" IN (${openVisit})`,
  }),
  { name: 'home-visit.is-owned', says: '上门的负责人已经离岗', statement: owedByNobody('HomeVisit', openVisit) },
  {
    name: 'home-visit.waits-until-a-time',
    says: '没办完的上门没有时限，或安排的时间和状态对不上',
    statement: `SELECT "id" AS "row" FROM "HomeVisit" WHERE "status" IN ('offered', ${openVisit})
      AND ("dueAt" IS NULL OR "endedAt" IS NOT NULL OR "endReason" IS NOT NULL OR "encounterId" IS NOT NULL
        OR ("status" = 'planned') <> ("plannedAt" IS NOT NULL))`,
  },
  {
    name: 'home-visit.is-looked-at-in-time',
    says: '没办完的上门到时没有人去催',
    statement: lookIsAskedFor('HomeVisit', openVisit, 'home-visit.escalate'),
    given: (tx) => [tx.now],
  },
  {
    name: 'home-visit.ends-completely',
    says: '上门已经结束，却没有时间、原因或记录，或还有时限',
    statement: `SELECT "id" AS "row" FROM "HomeVisit" WHERE "status" IN ('done', 'declined', 'withdrawn', 'lapsed')
      AND ("endedAt" IS NULL OR "dueAt" IS NOT NULL OR ("status" = 'done') <> ("encounterId" IS NOT NULL)
        OR ("status" = 'done') = ("endReason" IS NOT NULL))`,
  },
  onlyOnce('home-visit.held-once', '同一次上门记录算了两个上门', {
    table: 'HomeVisit',
    by: '"encounterId"',
    where: '"encounterId" IS NOT NULL',
  }),
  {
    name: 'home-visit.was-held-at-home',
    says: '上门的记录不在，是别人的，或不是上门的',
    statement: `SELECT "v"."id" AS "row" FROM "HomeVisit" "v" LEFT JOIN "Encounter" "e" ON "e"."id" = "v"."encounterId"
      WHERE "v"."encounterId" IS NOT NULL
        AND ("e"."id" IS NULL OR "e"."residentId" <> "v"."residentId" OR "e"."mode" <> 'home')`,
  },
  { name: 'complaint.is-owned', says: '待答复的投诉的负责人已经离岗', statement: owedByNobody('Complaint', `'open'`) },
  {
    name: 'complaint.not-decided-by-its-subject',
    says: '投诉由被投诉的人处理',
    statement: `SELECT "id" AS "row" FROM "Complaint" WHERE "aboutStaffId" = "ownerId"`,
  },
  {
    name: 'complaint.is-looked-at-in-time',
    says: '待答复的投诉到时没有人去催',
    statement: lookIsAskedFor('Complaint', `'open'`, 'complaint.escalate'),
    given: (tx) => [tx.now],
  },
  {
    name: 'complaint.ends-completely',
    says: '投诉的状态和它的时限、答复、结果或结束时间对不上',
    statement: `SELECT "id" AS "row" FROM "Complaint" WHERE ("status" = 'open') <> ("dueAt" IS NOT NULL)
      OR ("status" = 'closed') <> ("closedAt" IS NOT NULL) OR ("status" = 'closed') <> ("outcome" IS NOT NULL)
      OR ("answeredAt" IS NULL) <> ("answerSealed" IS NULL)
      OR ("answeredAt" IS NULL AND ("status" = 'answered' OR "appealedAt" IS NOT NULL
        OR ("status" = 'closed' AND "outcome" <> 'withdrawn')))`,
  },
];
