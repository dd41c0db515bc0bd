import { lowestIdAt } from '#kit/id.ts';
import { rulesOn } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { eraseAnswers, eraseBodies, eraseContents, nextRange, removeJobs } from './outlived.sql.ts';

/** So many rows in one transaction. */
const most = 2_000;
const dayMs = 86_400_000;

/**
 * Erases what nobody needs any more (个人信息保护法 第19条: 实现处理目的所必要的最短时间), a range at a time: the bytes of
 * answers, which only a repeat by the platform asks for; the words of messages and notices, of which the rows stay as
 * evidence that and when somebody was told; finished jobs. A message's claim stays for ever, because it stops replays. A
 * job's key stops a second one only while it can be asked for again, which its contract, session or dialogue outlives by
 * less than `jobDays`. The days stand in the rule pack (`retention`).
 *
 * @returns `more` when there may be something left.
 */
export async function eraseOutlived(tx: Transaction): Promise<'done' | 'more'> {
  const { answerDays, contentDays, jobDays } = rulesOn(tx.day.dateOf(tx.now)).retention;
  let room = most;
  for (const [name, table, statement, days] of [
    ['answers', 'InboundMessage', eraseAnswers, answerDays],
    ['bodies', 'InboundMessage', eraseBodies, contentDays],
    ['contents', 'Delivery', eraseContents, contentDays],
  ] as const) {
    const cursor = `retention.${name}`;
    const kept = await tx.prisma.setting.findUnique({ where: { name: cursor } });
    const after = kept?.value ?? '';
    const range = await nextRange(tx, table, { after, before: lowestIdAt(ago(tx, days)), most: room });
    if (!range) continue;
    await tx.sql.run(statement, [range.after, range.last]);
    const value = range.last;
    await tx.prisma.setting.upsert({ where: { name: cursor }, create: { name: cursor, value }, update: { value } });
    room -= range.rows;
    if (room === 0) return 'more';
  }
  const before = ago(tx, jobDays);
  const removed = await tx.sql.run(removeJobs, [lowestIdAt(before), before, room]);
  return removed === room ? 'more' : 'done';
}

function ago(tx: Transaction, days: number): Date {
  return new Date(tx.now.getTime() - days * dayMs);
}
