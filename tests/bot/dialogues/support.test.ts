import { expect, test } from 'vitest';
import { showServiceTime } from '#bot/dialogues/service-time.ts';
import { signInAtSitIn } from '#bot/dialogues/sit-in.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { house } from '../inbox/house.ts';

async function office() {
  const town = await house({ dialogues: [signInAtSitIn, showServiceTime] });
  await town.database.transact(openSessionsAhead);
  return { ...town, zhao: town.phone('zhao.yiming', 'wecom'), fang: town.phone('fang.min', 'wecom') };
}

/** From Sunday 18:00 to a time of Wednesday. */
const wednesday = (hour: number, minute = 0) => (2 * 24 + 6 + hour) * 60 + minute;

test('an expert signs in at the sit-in, presses again, and leaves; the administrator sees it', async () => {
  const { zhao, fang, later } = await office();
  await zhao.says('坐诊签到', '您下一场坐诊是3月4日（周三）下午2:30，在拱北', '下午2:00起可以签到');
  later(wednesday(14, 20));
  await zhao.says('香湾坐诊签到', '现在没有您在香湾的坐诊');
  await zhao.says('1', '已签到：拱北坐诊，下午2:20到');
  later(30);
  await zhao.says('坐诊签到', '您下午2:20已在拱北签到', '1. 还在坐诊', '2. 签退');
  await zhao.says('1', '辛苦了');
  await fang.says('坐诊签到', '拱北本周专家坐诊：已坐诊1次，还排了0次，应有3次', '赵一鸣 下午2:20签到');
  await zhao.says('坐诊签退', '2. 签退');
  await zhao.says('2', '已签退：拱北坐诊结束');
  await zhao.says('坐诊签到', '您已经签到、签退');
});

test('an administrator records who serves and from when, and the doctor sees how many days are left', async () => {
  const { zhao, fang } = await office();
  await zhao.says('服务时间', '没有登记过您的支援服务时间');
  await fang.says('服务时间', '还没有登记过支援服务或借用', '1. 登记支援');
  await fang.says('登记支援', '在哪个中心');
  await fang.says('拱北', '哪位医生来支援', '赵一鸣（市二院）');
  await fang.says('赵一鸣', '从哪天开始');
  await fang.says('下个月', '没看明白');
  await fang.says('2025年11月1日', '到哪天为止', '1. 还在继续');
  await fang.says('1', '请核对', '人员：赵一鸣（市二院）', '开始：2025-11-01', '结束：还在继续');
  await fang.says('确认', '已登记。赵一鸣：已累计121天', '还差244天');
  await zhao.says('服务时间', '您的支援服务时间：已累计121天；连续服务下去还差244天');
});

test('a loan is at most half a year; what was recorded by mistake is taken back', async () => {
  const { fang, database } = await office();
  await fang.says('登记借用', '要办什么');
  await fang.says('登记借用', '借用哪位');
  await fang.says('何静', '借用到哪里');
  await fang.says('市二院', '从哪天开始');
  await fang.says('今天', '到哪天为止');
  await fang.says('2026年12月1日', '请核对');
  await fang.says('确认', '借用最长6个月，从这天起最晚到8月31日', '到哪天为止');
  await fang.says('8月31日', '请核对', '结束：2026-08-31');
  await fang.says('确认', '已登记：何静借用到市二院，到8月31日（周一）');
  await fang.says('服务时间', '何静借用到市二院', '撤回登记');
  await fang.says('撤回登记', '撤回哪一段');
  await fang.says('1', '请核对');
  await fang.says('确认', '已撤回何静的这一段');
  const [spell] = await database.read((tx) => tx.prisma.serviceSpell.findMany());
  expect(spell?.withdrawnAt).not.toBeNull();
});
