import { expect, test } from 'vitest';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('who is not known yet books for a mother who is no family yet: bound, she is added, and the booking goes on', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const xiaoyu = town.phone('chen-xiaoyu');
  await xiaoyu.says('帮我妈约周三晚上七点半的夜门诊', '先认一下您是谁');
  await xiaoyu.says(papers.xiaoyu, '验证码发到');
  const asked = await xiaoyu.says(await xiaoyu.code(), '绑定好了', '还没有把妈妈加为家人', '2. 先添加家人，再约');
  expect(asked.indexOf('绑定好了')).toBeLessThan(asked.indexOf('还没有把妈妈'));
  await xiaoyu.says('2', '加好了接着约', '请把家人的姓名和身份证号发给我');
  await xiaoyu.says(papers.wang, '要他（她）本人同意');
  await xiaoyu.says('发验证码到他（她）的手机', '要替他（她）办哪些事');
  await xiaoyu.says('1', '验证码发到138****0001');
  const code = await town.phone('wang-xiuying').code();
  await xiaoyu.says(code, '加好了，您可以替妈妈', '请核对夜门诊预约', '王秀英（妈妈）', '3月4日（周三）晚上7:30');
  await xiaoyu.says('确认', '约好了：王秀英');
});

test('a child is booked for by the given name, never the parent instead', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const father = town.phone('wang-jianjun');
  await bind(father, papers.jianjun);
  await father.says('帮乐乐约明晚七点的夜门诊', '请核对', '就诊人：王乐乐（儿子）');
  await father.says('取消', '不办了');
  await father.says('帮小小约明晚七点的夜门诊', '还没有把小小加为家人');
});

test('what fits no line is kept for the question that it answers', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const xiaoyu = town.phone('chen-xiaoyu');
  await bind(xiaoyu, papers.xiaoyu);
  await xiaoyu.says('帮我妈约夜门诊', '请选择就诊人');
  await xiaoyu.says('周三晚上七点半', '您说的我记下了', '请选择就诊人');
  await xiaoyu.says('我自己', '请核对', '3月4日（周三）晚上7:30');
  await xiaoyu.says('不约了', '预约夜门诊不办了');
});

test('another hour of the day that was named comes nearest to what is not to be had', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('约夜门诊周三三点', '您说的时间没有夜门诊的空号', '1. 3月4日（周三）晚上6:00 拱北');
  await wang.says('晚一点', '晚上7:45');
  await wang.says('算了不看了', '不办了');
  await wang.says('3月4号晚上7点半', '请核对', '3月4日（周三）晚上7:30');
  await wang.says('确认', '约好了');
  await wang.says('确认', '没有等您确认的事');
  await wang.says('我要改时间', '请选新的时间');
});

test('a service is called by its name although a line of a list sounds alike, and called twice it is begun', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const father = town.phone('wang-jianjun');
  await bind(father, papers.jianjun);
  await father.says('说不清楚', '没太明白');
  await father.says('家人', '1. 儿子王*乐');
  await father.says('帮我儿子约夜门诊', '要先放下，改办“夜门诊”吗');
  await father.says('夜门诊', '先给您留着', '请选夜门诊的时间');
  await father.says('签约', '要先放下');
  await father.says('取消', '我们继续', '请选夜门诊的时间');
});

test('“好了” is no yes', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('今晚七点看医生', '请核对');
  await wang.says('确认', '约好了');
  await wang.says('取消预约', '1. 退掉');
  await wang.says('好了', '没看明白', '1. 退掉');
});

test('what is for the bot is not forwarded while staff answer, and 退订 counts all the same', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  await bind(wang, papers.wang);
  await wang.says('人工', '结束人工');
  await wang.says('菜单', '现在是工作人员在这里回复您', '结束人工');
  await wang.says('退订', '提醒和通知都停了');
  await wang.says('结束人工', '人工服务结束了');
});

test('staff are offered what they can do, and told so in their own words', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const fang = town.phone('fang-min');
  const chen = town.phone('chen-zhiyuan');
  expect(await fang.says('菜单', '工作台')).not.toContain('代签约');
  expect(await fang.says('工作台', '方敏')).not.toContain('代预约');
  await chen.says('签约', '居民在微信里用的', '代签约');
  await chen.says('广播', '广播由管理员来发');
  await chen.says('取消', '没有正在办的事', '停诊');
  expect(await chen.says('说不清楚', '没太明白')).not.toContain('人工');
});
