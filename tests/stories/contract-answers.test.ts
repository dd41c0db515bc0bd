import { expect, test } from 'vitest';
import { bind, mondayAfternoon, papers, signOnPage } from '#tests/support/evening.ts';
import { openTown, type Town } from '#tests/support/town.ts';

async function wangSignsWith(town: Town, doctor: string): Promise<void> {
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('我要签约', '选哪位家庭医生');
  await wang.says(doctor, '给您推荐');
  await wang.says('1', '请核对', doctor);
  await signOnPage(wang);
  await wang.sees(`已交给${doctor}医生`);
}

test('a doctor undoes within ten minutes: the resident hears it, and the application waits again', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  await wangSignsWith(town, '陈志远');
  const number = /申请 (\d{4})/.exec(await chen.sees('新签申请'))?.[1] ?? '';
  await chen.presses('同意', '签约生效');
  await wang.sees('签约成功');
  await town.timePasses('PT9M');
  await chen.says(`撤销${number}`, number);
  await wang.sees('收回', '还在等待答复');
  await wang.says('我的', '正等陈志远医生答复');
  await chen.says(`同意 ${number}`, '签约生效');
  await wang.sees('签约成功');
  await town.timePasses('PT11M');
  expect(await chen.says(`撤销${number}`)).not.toContain('已收回');
  await wang.says('我的', '签约：陈志远医生');
});

test('unanswered for two working days, the leader gets the card and answers it', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const leader = town.phone('chen-zhiyuan');
  await wangSignsWith(town, '林晓梅');
  await town.phone('lin-xiaomei').sees('新签申请', '【同意】');
  await town.timePasses('2026-03-03T23:00:00+08:00');
  expect(await leader.sees()).not.toContain('超时未答复');
  await town.timePasses('2026-03-04T23:00:00+08:00');
  await leader.sees('超时未答复：新签申请', '王秀英', '【同意】');
  await leader.presses('同意', '签约生效');
  await wang.sees('签约成功', '林晓梅');
});

test('signed in chat where the page cannot be opened; declined politely; asked anew', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  await bind(wang, papers.wang);
  await wang.says('我要签约', '选哪位家庭医生');
  await wang.says('陈志远', '给您推荐');
  await wang.says('1', '请核对');
  await wang.says('确认', '一、签约自愿', '同意请回复“确认”');
  await wang.says('好的', '同意请回复“确认”或“1”');
  await wang.says('确认', '签好了', '编号', '撤回签约');
  await chen.sees('新签申请', '【婉拒】');
  await chen.presses('婉拒');
  await wang.says('我的', '签约');
});
