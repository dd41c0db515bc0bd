import { announce } from '#domain/gatherings/announce.ts';
import { recordSpell } from '#domain/support/spells.ts';
import type { Transaction } from '#domain/transaction.ts';

/** 赵一鸣 has served at 拱北 for four months. */
const servedDays = 120;

/** What goes on around the clinics: an expert's service time, and a lecture next week. Rows that are there already stay as they are. */
export async function loadSupport(tx: Transaction): Promise<void> {
  const { prisma } = tx;
  const expert = await prisma.staff.findUniqueOrThrow({ where: { wecomUserid: 'zhao.yiming' } });
  const administrator = await prisma.staff.findUniqueOrThrow({ where: { wecomUserid: 'fang.min' } });
  const centre = await prisma.organisation.findFirstOrThrow({ where: { shortName: '拱北', kind: 'centre' } });
  if ((await prisma.serviceSpell.count({ where: { staffId: expert.id } })) === 0)
    await recordSpell(tx, {
      staffId: expert.id,
      organisationId: centre.id,
      fromDate: tx.day.add(tx.day.dateOf(tx.now), -servedDays),
      toDate: null,
      by: administrator.id,
    });
  const title = '高血压怎么吃';
  const leader = await prisma.staff.findUniqueOrThrow({ where: { wecomUserid: 'chen.zhiyuan' } });
  if ((await prisma.gathering.count({ where: { title } })) > 0) return;
  const nextWeek = tx.day.add(tx.day.dateOf(tx.now), 7);
  await announce(tx, {
    organisationId: centre.id,
    kind: 'lecture',
    title,
    topic: '少盐怎么做到，外卖怎么点，量血压要注意什么',
    place: '拱北中心三楼会议室',
    startsAt: tx.day.at(nextWeek, '15:00'),
    endsAt: tx.day.at(nextWeek, '16:30'),
    capacity: 40,
    by: leader.id,
  });
}
