import { expect, test } from 'vitest';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('the place is lost to somebody else at the last moment, and the next one is offered', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const xiaoyu = town.phone('chen-xiaoyu');
  await bind(wang, papers.wang);
  await bind(xiaoyu, papers.xiaoyu);
  await wang.says('今晚七点看医生', '请核对', '晚上7:00');
  await xiaoyu.says('今晚七点看医生', '请核对', '晚上7:00');
  await xiaoyu.says('确认', '约好了：陈小雨，3月2日（周一）晚上7:00');
  const text = await wang.says('确认', /选不了|没有了|约走/, '请选夜门诊的时间');
  expect(text).not.toMatch(/^\d+\. 3月2日（周一）晚上7:00/m);
  await wang.says('七点一刻', '请核对', '晚上7:15');
  await wang.says('确认', '约好了：王秀英，3月2日（周一）晚上7:15');
});

test('a place is given back and had again', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('确认', '约好了');
  await wang.says('不去了', '晚上7:00', /退掉|让给别人/);
  await wang.says('1', '已经退掉', '想再约请回复“夜门诊”');
  await wang.says('取消预约', '没有可以退的预约');
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('确认', '约好了');
  await town.timePasses('2026-03-02T17:00:00+08:00');
  const reminders = (await wang.sees('今天', '晚上7:00')).match(/提醒您/g);
  expect(reminders).toHaveLength(1);
});

test('nobody is sent anything after unfollowing', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('确认', '约好了');
  await wang.unfollows();
  await town.timePasses('P1D');
  expect(await wang.sees()).not.toContain('提醒您');
});

test('a son books for his mother in one sentence; she is reminded too', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const son = town.phone('wang-jianjun');
  const mother = town.phone('wang-xiuying');
  await bind(mother, papers.wang);
  await son.says('帮我妈约周三晚上七点半的夜门诊', '先认一下您是谁');
  await son.says(papers.jianjun, '验证码');
  await son.says(await son.code(), '绑定好了，王建军', '请核对', '王秀英（妈妈）', '3月4日（周三）晚上7:30');
  await son.says('确认', '约好了：王秀英，3月4日（周三）晚上7:30');
  await mother.sees('已为您约好3月4日（周三）晚上7:30的夜门诊');
  await town.timePasses('2026-03-04T17:40:00+08:00');
  await mother.sees('提醒您', '晚上7:30');
});
