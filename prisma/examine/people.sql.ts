import type { Invariant } from './invariant.ts';
import { onlyOnce } from './invariant.ts';

/** Residents, accounts and who acts for whom (domain.md §1; reliability I-10). */
export const peopleInvariants: readonly Invariant[] = [
  onlyOnce('resident.document-once', '两位已核实的居民用同一个证件', {
    table: 'Resident',
    by: '"documentKind", "documentIndex"',
    where: `"identityLevel" = 'verified'`,
  }),
  {
    name: 'resident.merged-leaves-nothing',
    says: '已合并、已退回的登记没有写合并到谁，或还有绑定、预约、候补、协议挂在上面',
    statement: `SELECT "r"."id" AS "row" FROM "Resident" "r" WHERE
      ("r"."identityLevel" <> 'merged' AND "r"."mergedIntoId" IS NOT NULL)
      OR ("r"."identityLevel" = 'merged' AND "r"."mergedIntoId" IS NULL)
      OR ("r"."identityLevel" IN ('merged', 'refused') AND (
        EXISTS (SELECT 1 FROM "Binding" "b" WHERE "b"."residentId" = "r"."id" AND "b"."status" = 'active')
        OR EXISTS (SELECT 1 FROM "Appointment" "a" WHERE "a"."residentId" = "r"."id" AND ("a"."status" IN ('booked', 'arrived') OR ("a"."status" = 'called' AND "r"."identityLevel" = 'merged')))
        OR EXISTS (SELECT 1 FROM "WaitlistEntry" "w" WHERE "w"."residentId" = "r"."id" AND "w"."status" IN ('waiting', 'offered'))
        OR EXISTS (SELECT 1 FROM "Contract" "c" WHERE "c"."residentId" = "r"."id" AND "c"."status" IN ('submitted', 'active'))))`,
  },
  {
    name: 'resident.merged-leaves-no-care',
    says: '已合并的登记还有转诊、随访、预警、咨询或任务挂在上面',
    statement: `SELECT "r"."id" AS "row" FROM "Resident" "r" WHERE "r"."identityLevel" = 'merged' AND (
      EXISTS (SELECT 1 FROM "CarePlan" "p" WHERE "p"."residentId" = "r"."id" AND "p"."status" = 'active')
      OR EXISTS (SELECT 1 FROM "Alert" "a" WHERE "a"."residentId" = "r"."id" AND "a"."status" = 'open')
      OR EXISTS (SELECT 1 FROM "StaffTask" "t" WHERE "t"."residentId" = "r"."id" AND "t"."status" = 'open')
      OR EXISTS (SELECT 1 FROM "Referral" "f" WHERE "f"."residentId" = "r"."id" AND "f"."endedAt" IS NULL)
      OR EXISTS (SELECT 1 FROM "Consultation" "q" WHERE "q"."residentId" = "r"."id" AND "q"."status" <> 'closed'))`,
  },
  {
    // What a hospital has seen comes to its summary.
    name: 'resident.death-ends-everything',
    says: '居民已去世，还有绑定、预约、协议、随访、预警、任务、转诊或咨询',
    statement: `SELECT "r"."id" AS "row" FROM "Resident" "r" WHERE "r"."diedOn" IS NOT NULL AND (
      EXISTS (SELECT 1 FROM "Binding" "b" WHERE "b"."residentId" = "r"."id" AND "b"."status" = 'active')
      OR EXISTS (SELECT 1 FROM "Appointment" "a" WHERE "a"."residentId" = "r"."id" AND "a"."status" IN ('booked', 'arrived'))
      OR EXISTS (SELECT 1 FROM "WaitlistEntry" "w" WHERE "w"."residentId" = "r"."id" AND "w"."status" IN ('waiting', 'offered'))
      OR EXISTS (SELECT 1 FROM "Contract" "c" WHERE "c"."residentId" = "r"."id" AND "c"."status" IN ('submitted', 'active'))
      OR EXISTS (SELECT 1 FROM "CarePlan" "p" WHERE "p"."residentId" = "r"."id" AND "p"."status" = 'active')
      OR EXISTS (SELECT 1 FROM "Alert" "a" WHERE "a"."residentId" = "r"."id" AND "a"."status" = 'open')
      OR EXISTS (SELECT 1 FROM "StaffTask" "t" WHERE "t"."residentId" = "r"."id" AND "t"."status" = 'open')
      OR EXISTS (SELECT 1 FROM "Referral" "f" WHERE "f"."residentId" = "r"."id"
        AND "f"."status" IN ('requested', 'reviewing', 'sent', 'accepted'))
      OR EXISTS (SELECT 1 FROM "Consultation" "q" WHERE "q"."residentId" = "r"."id" AND "q"."status" <> 'closed'))`,
  },
  onlyOnce('binding.once-an-account', '一个账号同时绑定了两位居民', {
    table: 'Binding',
    by: '"contactId"',
    where: `"status" = 'active'`,
  }),
  onlyOnce('binding.once-a-channel', '一位居民在同一渠道绑定了两个账号', {
    table: 'Binding',
    by: '"residentId", "channel"',
    where: `"status" = 'active'`,
  }),
  {
    name: 'binding.is-complete',
    says: '绑定的状态和它的账号、渠道或结束时间对不上',
    statement: `SELECT "b"."id" AS "row" FROM "Binding" "b" LEFT JOIN "Contact" "c" ON "c"."id" = "b"."contactId"
      WHERE "c"."id" IS NULL OR "c"."channel" <> "b"."channel"
        OR ("b"."status" = 'active' AND "b"."endedAt" IS NOT NULL)
        OR ("b"."status" = 'ended' AND ("b"."endedAt" IS NULL OR "b"."endReason" IS NULL))`,
  },
  onlyOnce('family.once', '同一对家人之间有两条有效的关系', {
    table: 'Delegation',
    by: '"actorId", "subjectId"',
    where: `"status" IN ('pending', 'active')`,
  }),
  onlyOnce('consent.once', '同一项同意记了两次', {
    table: 'Consent',
    by: '"residentId", "subject", "version"',
    where: '"withdrawnAt" IS NULL',
  }),
  {
    name: 'code.five-tries',
    says: '验证码试了超过五次',
    statement: `SELECT "id" AS "row" FROM "VerificationCode" WHERE "attempts" > 5`,
  },
];
