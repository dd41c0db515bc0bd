import type { Invariant } from './invariant.ts';
import { longAgo, onlyOnce } from './invariant.ts';

/** Messages and dialogues (reliability I-15, I-18). */
export const talkingInvariants: readonly Invariant[] = [
  onlyOnce('message.once', '同一条消息处理了两次', { table: 'InboundMessage', by: '"claimKey"' }),
  {
    name: 'message.has-its-account',
    says: '消息没有对应的账号',
    statement: `SELECT "m"."id" AS "row" FROM "InboundMessage" "m" LEFT JOIN "Contact" "c" ON "c"."id" = "m"."contactId" WHERE "c"."id" IS NULL`,
  },
  {
    name: 'message.is-answered',
    says: '消息处理了，回答一直没有送出去',
    statement: `SELECT "id" AS "row" FROM "InboundMessage" WHERE "status" = 'answered' AND "answeredAt" IS NULL AND "receivedAt" < ?`,
    given: (tx) => [longAgo(tx)],
  },
  {
    name: 'message.is-tried-again',
    says: '出错的消息没有再处理',
    statement: `SELECT "id" AS "row" FROM "InboundMessage" WHERE "status" = 'failed' AND ("dueAt" IS NULL OR "dueAt" < ?)`,
    given: (tx) => [longAgo(tx)],
  },
  onlyOnce('dialogue.one-open', '一个账号同时有两个进行中的对话', {
    table: 'Dialogue',
    by: '"contactId"',
    where: `"status" = 'open'`,
  }),
  {
    name: 'dialogue.has-its-account',
    says: '对话没有对应的账号',
    statement: `SELECT "d"."id" AS "row" FROM "Dialogue" "d" LEFT JOIN "Contact" "c" ON "c"."id" = "d"."contactId" WHERE "c"."id" IS NULL`,
  },
];
