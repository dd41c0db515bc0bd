import type { Invariant } from './invariant.ts';
import { onlyOnce } from './invariant.ts';

const audited = (actions: string) =>
  `EXISTS (SELECT 1 FROM "AuditEntry" "e"
     WHERE "e"."subjectKind" = 'contract' AND "e"."subjectId" = "c"."id" AND "e"."action" IN (${actions}))`;

/** One place for each resident with an open contract, however many (a running one and its renewal); interim ones hold none. */
const held = `(SELECT COUNT(DISTINCT "c"."residentId") FROM "Contract" "c"
  WHERE "c"."doctorId" = "d"."id" AND "c"."interimForId" IS NULL AND "c"."status" IN ('submitted', 'active'))`;

/** Family-doctor contracts (domain.md §2; reliability I-05, I-06, I-12). */
export const contractInvariants: readonly Invariant[] = [
  onlyOnce('contract.one-active', '一位居民有两份生效的协议', {
    table: 'Contract',
    by: '"residentId"',
    where: `"status" = 'active'`,
  }),
  onlyOnce('contract.one-submitted', '一位居民有两份待审核的申请', {
    table: 'Contract',
    by: '"residentId"',
    where: `"status" = 'submitted'`,
  }),
  {
    name: 'doctor.held-is-counted',
    says: '医生占用的名额和实际签约的人数不一样',
    statement: `SELECT "d"."id" AS "row" FROM "Staff" "d" WHERE "d"."contractsHeld" <> ${held}`,
  },
  {
    name: 'doctor.within-capacity',
    says: '医生签约的人超过名额',
    statement: `SELECT "d"."id" AS "row" FROM "Staff" "d" WHERE "d"."contractsHeld" > "d"."contractCapacity"`,
  },
  {
    name: 'contract.is-complete',
    says: '协议的状态和它的时间、期限、证据或原因对不上',
    statement: `SELECT "id" AS "row" FROM "Contract" WHERE
      ("status" <> 'draft' AND ("submittedAt" IS NULL OR "evidenceHash" IS NULL OR "evidenceSealed" IS NULL OR "number" LIKE 'draft/%'))
      OR ("status" = 'active' AND ("startsOn" IS NULL OR "endsOn" IS NULL OR "startsOn" > "endsOn" OR "decidedAt" IS NULL OR "decidedById" IS NULL))
      OR ("status" IN ('draft', 'submitted', 'active') AND "endedAt" IS NOT NULL)
      OR ("status" IN ('declined', 'withdrawn', 'expired', 'terminated', 'replaced') AND ("endedAt" IS NULL OR "endReason" IS NULL))`,
  },
  {
    name: 'contract.ends-with-its-term',
    says: '协议的期限早已过了，还是生效状态',
    statement: `SELECT "id" AS "row" FROM "Contract" WHERE "status" = 'active' AND "endsOn" < ?`,
    given: (tx) => [tx.day.add(tx.day.dateOf(tx.now), -2)],
  },
  {
    name: 'contract.replaced-by-one-that-ran',
    says: '协议标为已被替换，却没有替换它的协议',
    statement: `SELECT "c"."id" AS "row" FROM "Contract" "c" WHERE "c"."status" = 'replaced' AND NOT EXISTS (
      SELECT 1 FROM "Contract" "n" WHERE "n"."replacesId" = "c"."id" AND "n"."status" IN ('active', 'expired', 'terminated', 'replaced'))`,
  },
  {
    name: 'contract.decisions-are-audited',
    says: '协议的某一步没有审计记录',
    statement: `SELECT "c"."id" AS "row" FROM "Contract" "c" WHERE
      ("c"."status" <> 'draft' AND NOT ${audited(`'contract.submitted', 'contract.entered'`)})
      OR ("c"."status" IN ('active', 'expired', 'terminated', 'replaced') AND NOT ${audited(`'contract.accepted', 'contract.entered'`)})
      OR ("c"."status" = 'declined' AND "c"."endReason" <> 'doctor-left' AND NOT ${audited(`'contract.declined'`)})
      OR ("c"."status" = 'terminated' AND "c"."endReason" <> 'identity-merged' AND NOT ${audited(`'contract.terminated'`)})
      OR ("c"."status" = 'expired' AND NOT ${audited(`'contract.expired'`)})`,
  },
  {
    name: 'contract.evidence-is-linked',
    says: '签约证据的链断了：前一份证据不在',
    statement: `SELECT "c"."id" AS "row" FROM "Contract" "c" WHERE "c"."evidenceHash" IS NOT NULL AND "c"."previousHash" <> ''
      AND NOT EXISTS (SELECT 1 FROM "Contract" "p" WHERE "p"."evidenceHash" = "c"."previousHash")`,
  },
];
