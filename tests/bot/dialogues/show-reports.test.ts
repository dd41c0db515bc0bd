import { expect, test } from 'vitest';
import { showReports } from '#bot/dialogues/show-reports.ts';
import { takeInReport } from '#domain/reports/take-in.ts';
import type { NewReport } from '#domain/reports/report.ts';
import { house } from '../inbox/house.ts';

async function home() {
  const town = await house({ dialogues: [showReports] });
  const { people, database } = town;
  const take = (residentId: string, externalId: string, more: Partial<NewReport> = {}) =>
    database.transact((tx) =>
      takeInReport(tx, {
        residentId,
        organisationId: people.place('市二院'),
        kind: 'laboratory',
        title: '糖化血红蛋白',
        content: { items: [] },
        issuedAt: new Date('2026-02-27T09:00:00+08:00'),
        externalId,
        ...more,
      }),
    );
  const wang = town.phone('openid-wang');
  const jianjun = town.phone('openid-jianjun');
  await wang.bind(people.wang);
  await jianjun.bind(people.jianjun);
  return { ...town, take, wang, jianjun };
}

test('王秀英 writes 报告 and gets a link; nothing of what the report says stands in the chat', async () => {
  const { wang, take, people } = await home();
  await wang.says('报告', '还没有收到您的报告');
  await take(people.wang, '1');
  const said = await wang.says('我的化验结果出来了吗', '这是2月27日（周五）的化验报告', '30分钟内有效', '不要转给别人');
  expect(said).not.toContain('糖化');
});

test('of several she picks one by its number', async () => {
  const { wang, take, people } = await home();
  await take(people.wang, '1');
  await take(people.wang, '2', { kind: 'ecg', issuedAt: new Date('2026-03-01T09:00:00+08:00') });
  await wang.says('看报告', '1. 心电图 市二院 3月1日（周日）（新）', '2. 化验 市二院 2月27日（周五）（新）');
  await wang.says('二', '这是2月27日（周五）的化验报告');
});

test('王建军 is asked whose, and finds only those whose records he may see', async () => {
  const { jianjun, take, people } = await home();
  await take(people.lele, '1');
  await jianjun.says('报告', '看谁的报告', '1. 我自己的', '2. 王乐乐（儿子）');
  await jianjun.says('儿子', '化验报告');
  await jianjun.says('我妈的报告出来了吗', '您现在看不到妈妈的健康信息', '要本人同意');
});

test('who is 待核实 is told where to go, and that the hospital gives it too', async () => {
  const { wang, take, people, database } = await home();
  await take(people.wang, '1');
  await database.transact((tx) =>
    tx.prisma.resident.update({ where: { id: people.wang }, data: { identityLevel: 'provisional' } }),
  );
  const said = await wang.says('报告', '身份还在核实', '社区卫生服务中心窗口', '向做检查的医院索取');
  expect(said).not.toContain('化验');
});
