import { expect, test } from 'vitest';
import { lookUpRecord } from '#bot/dialogues/look-up-record.ts';
import { showRecord } from '#bot/dialogues/show-record.ts';
import { unbindAccount } from '#bot/dialogues/unbind.ts';
import { addEntry } from '#domain/records/entries.ts';
import { house } from '../inbox/house.ts';

async function home() {
  const town = await house({ dialogues: [showRecord, lookUpRecord, unbindAccount] });
  const { people, database } = town;
  await database.transact((tx) => addEntry(tx, { residentId: people.wang, kind: 'allergy', text: '青霉素' }));
  const wang = town.phone('openid-wang');
  await wang.bind(people.wang);
  return { ...town, wang, lin: town.phone('lin.xiaomei', 'wecom'), zhou: town.phone('zhou.wenbo', 'wecom') };
}

test('王秀英 reads her record in short, and sees who looked at it and why', async () => {
  const { wang, lin } = await home();
  await lin.says('查档案', '查哪位居民的档案');
  await lin.says('王秀英', '1. 王秀英，1958-03-12出生');
  await lin.says('1', '为什么看？居民能查到');
  await lin.says('看病', '过敏：青霉素', '接着办什么');
  await lin.says('1', '好的');
  await wang.says(
    '档案',
    '您的健康档案（67岁）',
    '过敏：青霉素',
    '最后更新：2026-03-01',
    '完整的档案点链接看',
    '1. 谁看过',
  );
  await wang.says('1', '林晓梅（香洲区拱北社区卫生服务中心），看病', '您自己，看自己的');
});

test('a correction is asked in one sentence, and has the team’s leader for an owner', async () => {
  const { wang, people, database } = await home();
  await wang.says('我的病历', '还要办什么');
  await wang.says('2', '请用一句话说哪里不对');
  await wang.says('我对青霉素不过敏', '请核对');
  await wang.says('确认', '编号GZ2026000001', '3月13日');
  const owner = await database.read(({ prisma }) => prisma.recordCorrection.findFirstOrThrow());
  expect(owner.ownerId).toBe(people.staff('chen.zhiyuan'));
});

test('the doctor answers a waiting correction first, and corrects the entry with its history kept', async () => {
  const { wang, phone, database } = await home();
  const chen = phone('chen.zhiyuan', 'wecom');
  await wang.says('档案', '还要办什么');
  await wang.says('有错', '请用一句话说');
  await wang.says('我对青霉素不过敏', '请核对');
  await wang.says('好的', 'GZ2026000001');
  await chen.says('查档案', '1. 0001 王秀英', '2. 不看，查档案');
  await chen.says('2', '查哪位居民');
  await chen.says('王秀英', '王秀英，1958-03-12出生');
  await chen.says('1', '为什么看');
  await chen.says('处理更正', '3. 更正：过敏 青霉素');
  await chen.says('3', '请写内容');
  await chen.says('没有药物过敏', '请核对');
  await chen.says('确认', '已写入王秀英的档案');
  await chen.says('更正申请', '1. 0001 王秀英');
  await chen.says('1', '王秀英说：“我对青霉素不过敏”', '1. 已经更正');
  await chen.says('1', '请写一句给居民的说明');
  await chen.says('核对了病历，已改。', '居民会收到通知');
  await wang.says('档案', '过敏：没有药物过敏', '更正申请0001：已更正。核对了病历，已改。');
  const rows = await database.read(({ prisma }) => prisma.recordEntry.findMany());
  expect(rows.filter(({ supersededById }) => supersededById === null)).toHaveLength(1);
  expect(rows).toHaveLength(2);
});

test('a copy is given by a link; what was agreed to is taken back with what that means', async () => {
  const { wang } = await home();
  await wang.says('档案', '还要办什么');
  await wang.says('3', '点链接看和下载');
  await wang.says('档案', '还要办什么');
  await wang.says('4', '1. 使用本服务（隐私说明）', '都不收回');
  await wang.says('1', '收回就是解绑', '确定收回吗');
  await wang.says('收回', '解绑');
});

test('staff of another centre are told the same whether somebody is on file or not', async () => {
  const { zhou } = await home();
  await zhou.says('查档案', '查哪位居民');
  await zhou.says('440402195803120022', '1. ');
  await zhou.says('1', '没有查到您可以看的居民');
});

test('who is 待核实 sees nothing of a record', async () => {
  const { wang, database, people } = await home();
  await database.transact((tx) =>
    tx.prisma.resident.update({ where: { id: people.wang }, data: { identityLevel: 'provisional' } }),
  );
  const said = await wang.says('档案', '身份还在核实');
  expect(said).not.toContain('青霉素');
});
