import type { Invariant } from './invariant.ts';
import { longAgo, onlyOnce } from './invariant.ts';

const attempts = `(SELECT COUNT(*) FROM "DeliveryAttempt" "t" WHERE "t"."deliveryId" = "d"."id")`;

/** What a delivery that was sent left on record; `"t"` is the attempt that the platform took. */
const sentBy = `"Delivery" "d" JOIN "DeliveryAttempt" "t" ON "t"."deliveryId" = "d"."id" AND "t"."outcome" = 'sent'`;

/** Jobs, deliveries and the audit (reliability I-07 … I-13, I-22). */
export const laterWorkInvariants: readonly Invariant[] = [
  onlyOnce('job.once', '同一件任务记了两次', { table: 'Job', by: '"key"' }),
  {
    name: 'job.ends-completely',
    says: '任务的状态和它的结束时间或结果对不上',
    statement: `SELECT "id" AS "row" FROM "Job" WHERE ("status" = 'pending' AND "endedAt" IS NOT NULL)
      OR ("status" IN ('done', 'cleared', 'dead') AND "endedAt" IS NULL) OR ("status" = 'dead' AND "outcome" IS NULL)`,
  },
  {
    name: 'job.is-not-overdue',
    says: '任务早该做了，还没有做',
    statement: `SELECT "id" AS "row" FROM "Job" WHERE "status" = 'pending' AND "dueAt" < ?`,
    given: (tx) => [longAgo(tx)],
  },
  onlyOnce('delivery.once', '同一条通知记了两次', { table: 'Delivery', by: '"key"' }),
  {
    name: 'delivery.ends-completely',
    says: '通知的状态和它的结束时间、渠道或原因对不上',
    statement: `SELECT "id" AS "row" FROM "Delivery" WHERE ("status" = 'pending' AND "endedAt" IS NOT NULL)
      OR ("status" <> 'pending' AND "endedAt" IS NULL)
      OR ("status" = 'sent' AND ("channel" IS NULL OR "form" IS NULL))
      OR ("status" IN ('cleared', 'cancelled', 'dead') AND "reason" IS NULL)`,
  },
  {
    name: 'delivery.is-not-overdue',
    says: '通知早该发了，还没有发也没有了结',
    statement: `SELECT "id" AS "row" FROM "Delivery" WHERE "status" = 'pending' AND "dueAt" < ?`,
    given: (tx) => [longAgo(tx)],
  },
  {
    name: 'delivery.ends-with-its-time',
    says: '通知已经过时，该了结却还在等',
    statement: `SELECT "id" AS "row" FROM "Delivery" WHERE "status" = 'pending' AND "expiresAt" < ? AND "dueAt" < ?`,
    given: (tx) => [longAgo(tx), tx.now],
  },
  {
    name: 'delivery.sent-is-on-record',
    says: '通知标为已发，却没有平台接受的记录',
    statement: `SELECT "d"."id" AS "row" FROM "Delivery" "d" WHERE "d"."status" = 'sent' AND NOT EXISTS (
      SELECT 1 FROM "DeliveryAttempt" "t" WHERE "t"."deliveryId" = "d"."id" AND "t"."outcome" = 'sent')`,
  },
  {
    name: 'delivery.attempts-are-on-record',
    says: '通知的发送次数和记录不一样',
    statement: `SELECT "d"."id" AS "row" FROM "Delivery" "d" WHERE "d"."attempts" <> ${attempts}`,
  },
  {
    name: 'delivery.accepted-once',
    says: '一条通知被平台接受了两次',
    statement: `SELECT "d"."id" AS "row" FROM ${sentBy} GROUP BY "d"."id" HAVING COUNT(*) > 1`,
  },
  {
    name: 'delivery.never-late',
    says: '通知过时以后还发出去了',
    statement: `SELECT "d"."id" AS "row" FROM ${sentBy} WHERE "d"."expiresAt" IS NOT NULL AND "t"."startedAt" > "d"."expiresAt"`,
  },
  {
    // The recipient is checked in the transaction that starts the attempt.
    name: 'delivery.never-to-the-unbound',
    says: '通知发给了已经解绑的账号',
    statement: `SELECT "d"."id" AS "row" FROM ${sentBy} JOIN "Binding" "b" ON "b"."id" = "d"."recipientId"
      WHERE "d"."recipientKind" = 'binding' AND "b"."endedAt" IS NOT NULL AND "t"."startedAt" > "b"."endedAt" AND "t"."channel" <> 'sms'`,
  },
  {
    name: 'audit.has-no-gap',
    says: '审计链断了（用 npm run audit 查看）',
    statement: `SELECT "e"."id" AS "row" FROM "AuditEntry" "e" LEFT JOIN "AuditEntry" "p" ON "p"."sequence" = "e"."sequence" - 1
      WHERE ("e"."sequence" > 1 AND ("p"."hash" IS NULL OR "p"."hash" <> "e"."previousHash")) OR ("e"."sequence" = 1 AND "e"."previousHash" <> '')`,
  },
];
