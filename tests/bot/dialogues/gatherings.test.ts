import { expect, test } from 'vitest';
import { readHealthTips } from '#bot/dialogues/health-tips.ts';
import { hostGathering } from '#bot/dialogues/host-gathering.ts';
import { seeLectures } from '#bot/dialogues/lectures.ts';
import { seeTrainings } from '#bot/dialogues/trainings.ts';
import { house } from '../inbox/house.ts';

async function hall() {
  const town = await house({ dialogues: [hostGathering, seeLectures, seeTrainings, readHealthTips] });
  const wang = town.phone('wang');
  await wang.bind(town.people.wang);
  return { ...town, wang, chen: town.phone('chen.zhiyuan', 'wecom'), lin: town.phone('lin.xiaomei', 'wecom') };
}

type Hall = Awaited<ReturnType<typeof hall>>;

async function putUp({ chen }: Hall, kind: string, until = '4点半'): Promise<void> {
  await chen.says('办讲座', '要办什么');
  await chen.says(kind, '题目是什么');
  await chen.says('高血压怎么吃', '讲什么');
  await chen.says('少盐怎么做到', '什么时候开始');
  await chen.says('随便', '没看明白');
  await chen.says('3月10日下午3点', '到什么时候结束');
  await chen.says('下午2点', '没看明白');
  await chen.says(until, '在哪里');
  await chen.says('三楼会议室', '最多多少人');
  await chen.says('很多', '请写1到500的数字');
  await chen.says('2人', '请核对', '主办：拱北', '题目：高血压怎么吃', '开始：3月10日（周二）下午3:00', '人数：2');
  await chen.says('确认', '已发布：《高血压怎么吃》');
}

test('a doctor puts a lecture up; residents sign up by one number and give it back', async () => {
  const here = await hall();
  const { wang, people } = here;
  await wang.says('讲座', '最近没有健康讲座');
  await putUp(here, '1');
  await wang.says('讲座', '1. 3月10日（周二）下午3:00 拱北《高血压怎么吃》（还有2个位子）');
  await wang.says('1', '已为王秀英报名《高血压怎么吃》', '三楼会议室', '不去了请回复“讲座”退掉');
  const li = here.phone('li');
  await li.bind(people.li);
  await li.says('讲座');
  await li.says('1', '已为李建国报名');
  const lele = here.phone('jianjun');
  await lele.says('讲座', '（已报满）');
  await lele.says('1', '已经报满了');
  await wang.says('讲座', '（已报名）');
  await wang.says('1', '您已经报名。要退掉吗', '1. 不退，我去');
  await wang.says('2', '已退掉《高血压怎么吃》');
  await wang.says('讲座', '（还有1个位子）');
});

test('a lecture is called off with one confirmation, and who signed up is told', async () => {
  const here = await hall();
  const { wang, chen } = here;
  await putUp(here, '1');
  await wang.says('讲座');
  await wang.says('1', '已为王秀英报名');
  await chen.says('办讲座', '《高血压怎么吃》 1/2人');
  await chen.says('3', '取消这一场');
  await chen.says('1', '请核对，确认后马上通知', '取消：高血压怎么吃');
  await chen.says('确认', '已取消《高血压怎么吃》，已通知1人');
  const [told] = await here.pushed('gathering.called-off');
  expect(told?.text).toContain('取消了，您不用来');
});

test('afterwards the host ticks who came', async () => {
  const here = await hall();
  const { wang, chen, later } = here;
  await putUp(here, '1');
  await wang.says('讲座');
  await wang.says('1', '已为王秀英报名');
  later(9 * 24 * 60);
  await chen.says('办讲座');
  await chen.says('3', '1. 登记到场');
  await chen.says('1', '谁到了', '1. 王秀英');
  await chen.says('1', '已登记：1人到场，0人没来');
  await chen.says('办讲座', '2. 新开一场');
});

test('staff sign up for a training and see what their year comes to', async () => {
  const here = await hall();
  await here.lin.says('培训', '您今年参加培训0次，共0天，还差2次、14天', '最近没有可以报名的培训');
  await putUp(here, '2', '3月12日下午5点');
  await here.lin.says('培训', '1. 3月10日（周二）下午3:00 拱北《高血压怎么吃》');
  await here.lin.says('1', '已报名《高血压怎么吃》');
  await here.lin.says('培训', '（已报名）');
  await here.lin.says('1', '要退掉吗');
  await here.lin.says('2', '已退掉');
});

test('健康知识 is given when somebody asks, to who is known what concerns them first; nothing is ever pushed', async () => {
  const { wang, phone, pushed } = await hall();
  await wang.says('健康知识', '1. 少盐怎么做到');
  await wang.says('1', '每人每天吃盐不超过5克', '看别的请再回复“健康知识”');
  const stranger = await phone('stranger').says('健康知识', '流感季怎么防');
  expect(stranger).not.toContain('少盐');
  expect(await pushed()).toEqual([]);
});
