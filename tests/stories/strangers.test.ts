import { expect, test } from 'vitest';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('a stranger follows, is greeted with five services, asks without an account, and registers', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const stranger = town.phone('stranger');
  await stranger.follows('您好', '1. 夜门诊', '6. 更多');
  await stranger.says('拱北怎么走', '侨光路');
  await stranger.says('随便说点什么吧', '没太明白您的意思', /1\. .+\n2\. /);
  await stranger.says('绑定', '先认一下您是谁');
  await stranger.says('赵新来 440402199003077758', /手机号|有一位不对/);
});

test('who is on file and who is not read the same words until the code', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const stranger = town.phone('stranger');
  await stranger.follows();
  const known = await wang.says('绑定');
  expect(await stranger.says('绑定')).toBe(known);
  const asWang = await wang.says('王秀英 440402195803120022 13900000011');
  const asNobody = await stranger.says('赵新来 110101199003077758 13900000012');
  expect(asNobody.replace('0012', '0011')).toBe(asWang);
});

test('a code asked for again waits for 60 seconds, and guesses are counted', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const li = town.phone('li-jianguo');
  await li.says('绑定', '先认一下您是谁');
  await li.says(papers.li, '验证码发到138****0002了');
  const first = await li.code();
  await li.says('没收到', '60秒后');
  await li.says(first === '000000' ? '111111' : '000000', '还可以再试4次');
  await town.timePasses('PT60S');
  await li.says('没收到', '验证码发到');
  const second = await li.code();
  expect(second).not.toBe(first);
  await li.says(first, '验证码不对');
  await li.says(second, '绑定好了，李建国');
});

test('解绑 stops every push, and 退订 stops what is not asked for', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('确认', '约好了');
  await wang.says('解绑', '确定要解绑吗');
  await wang.says('1', '已经解绑');
  await town.timePasses('P1D');
  expect(await wang.sees()).not.toContain('提醒您');
});
