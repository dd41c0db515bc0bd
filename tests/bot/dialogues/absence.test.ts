import { expect, test } from 'vitest';
import { planDuty } from '#bot/dialogues/duty.ts';
import { recordAway } from '#bot/dialogues/record-absence.ts';
import { turnClinicDay } from '#domain/clinics/nightly.ts';
import { house } from '../inbox/house.ts';

async function office() {
  const town = await house({ dialogues: [recordAway, planDuty] });
  await town.database.transact(turnClinicDay);
  return {
    ...town,
    chen: town.phone('chen.zhiyuan', 'wecom'),
    lin: town.phone('lin.xiaomei', 'wecom'),
    absences: () => town.database.read((tx) => tx.prisma.absence.findMany()),
  };
}

test('a doctor takes leave with numbers and single words, and comes back early', async () => {
  const { lin, absences, people } = await office();
  await lin.says('请假', '从哪天开始不在岗', '2. 明天');
  await lin.says('2', '到哪天为止');
  await lin.says('三天', '请谁代班', '1. 陈志远', '没有人代班');
  await lin.says('1', '什么原因', '1. 休假');
  await lin.says('1', '请核对', '开始：3月2日（周一）', '结束：3月4日（周三）', '代班：陈志远', '门诊：');
  await lin.says('确认', '已登记：林晓梅3月2日（周一）至3月4日（周三）不在岗，由陈志远代班');
  expect(await absences()).toMatchObject([
    { staffId: people.staff('lin.xiaomei'), fromDate: '2026-03-02', toDate: '2026-03-04', reason: '休假' },
  ]);
  await lin.says('请假', '1. 提前结束3月2日（周一）至3月4日（周三）的', '2. 再登记一次');
  await lin.says('1', '林晓梅已恢复在岗');
  expect((await absences())[0]?.endedAt).not.toBeNull();
});

test('dates that cannot be, and sentences with everything in them', async () => {
  const { chen, absences, people } = await office();
  await chen.says('请假', '从哪天开始不在岗');
  await chen.says('昨天', '没看明白');
  await chen.says('3月4日', '到哪天为止');
  await chen.says('3月2日', '没看明白');
  await chen.says('只这一天', '请谁代班', '1. 林晓梅');
  await chen.says('林晓梅', '什么原因');
  await chen.says('参加区里的会', '请核对', '1场由代班医生坐诊');
  await chen.says('改代班', '请谁代班');
  await chen.says('没有人代班', '代班：没有人代班', '1场停诊并请居民改约');
  await chen.says('确认', '没有人代班，居民的事先由团队长负责');
  expect(await absences()).toMatchObject([{ staffId: people.staff('chen.zhiyuan'), coverId: null }]);
});

test('the leader plans who has duty; a doctor only looks', async () => {
  const { chen, lin } = await office();
  await chen.says('值班', '值班时间', '1. 3月1日（周日）：还没排');
  await chen.says('2', '3月2日（周一）由谁值班', '林晓梅');
  await chen.says('林晓梅', '已排好：3月2日（周一）由林晓梅值班');
  await lin.says('值班表', '3月2日（周一）：林晓梅');
  expect(await lin.says('1')).not.toContain('由谁值班');
});
