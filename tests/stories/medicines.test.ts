import { expect, test } from 'vitest';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('王秀英 asks for a refill, the doctor and the nurse press once each, she collects it, is asked before it runs out, and asks again', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  const he = town.phone('he-jing');
  await bind(wang, papers.wang);

  await wang.speaks('降压药快没了', '氨氯地平片 5mg：还够9天', '二甲双胍片 0.5g：还够20天', '1. 续氨氯地平片 5mg');
  await wang.says('1', '最近用得怎么样');
  await wang.says('按时', '请核对', '药：氨氯地平片 5mg', '天数：28天', '香洲区拱北社区卫生服务中心');
  await wang.says('好的', '已经交给陈志远', '编号0003');

  await chen.sees('续药申请 0003', '王秀英 女 67岁', '氨氯地平片 5mg，28天', '还够9天', '按时在用');
  await chen.presses('准备', '已同意0003');
  expect(await wang.sees('续药申请（0003）医生同意了')).not.toContain('氨氯地平');
  await he.sees('请备药 0003');
  await he.presses('备好了', '已通知王秀英来取');
  expect(await wang.sees('取药号0003', '3月9日（周一）前', '身份证、医保卡')).not.toContain('氨氯地平');
  await he.presses('领走了', '已由王秀英领走，能用到4月8日（周三）前');

  await town.timePasses('PT2H');
  await wang.sees('您对拱北取药满意吗');
  await wang.says('5', '还有什么想说的吗');
  await wang.says('没有了', '谢谢您的评价');

  // 二甲双胍 runs out on the 22nd: asked about five days before, without its name.
  await town.timePasses('2026-03-17T10:01:00+08:00');
  const seen = await wang.sees('药快用完了');
  const asked = seen.split('\n').filter((line) => line.includes('药快用完了'));
  expect(asked.join()).not.toMatch(/二甲双胍|糖尿|血压/u);
  await wang.says('用药', '二甲双胍片 0.5g：还够5天', '氨氯地平片 5mg：还够22天', '1. 续二甲双胍片 0.5g');
  await wang.says('1', '最近用得怎么样');
  await wang.says('有时忘', '定个闹钟', '请核对');
  await wang.says('确认', '编号0004');
  await chen.sees('续药申请 0004', '有时会忘');
});

test('crooked: nobody answers, the next owner refuses; what has stopped becomes a call; the box is short of a medicine', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  const he = town.phone('he-jing');
  const fang = town.phone('fang-min');
  await bind(wang, papers.wang);

  await wang.says('续药', '1. 续氨氯地平片 5mg');
  await wang.says('三', '要哪种药');
  await wang.says('那个降脂的');
  await wang.says('瑞舒伐他汀', '只配给签约居民', '1. 签约');
  await wang.says('用药', '1. 续氨氯地平片 5mg');
  await wang.says('1', '最近用得怎么样');
  await wang.says('停了', '医生会打电话问您');
  await chen.sees();
  await chen.says('电话任务', '王秀英：自己停了一种药，请了解情况');

  await wang.says('用药', '氨氯地平片 5mg：您说已经停了');
  await wang.says('续氨氯地平片', '请核对');
  await wang.says('确认', '编号0003');
  await town.timePasses('2026-03-04T18:00:00+08:00');
  await fang.sees('超时转来的续药申请 0003');
  await fang.presses('要先来看', '0003没有同意');
  await wang.sees('续药申请没有通过');
  await wang.says('用药', '0003 氨氯地平片 5mg没有通过：医生想先当面看一看', '回复“夜门诊”预约');

  await he.says('药箱', '二甲双胍片 0.5g');
  await he.says('二甲双胍片', '【缺货了】【提出去掉】');
  await he.presses('缺货了', '有替代的药吗');
  await he.says('没有替代的', '请核对');
  await he.says('确认', '已登记二甲双胍片 0.5g缺货');
  expect(await wang.sees('暂时缺货，请不要自己停药或换药', '1. 等到货')).not.toContain('二甲双胍');
  await wang.says('2', '医生会打电话给您');
});
