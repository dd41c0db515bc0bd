import { expect, test } from 'vitest';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

test('王秀英 reports, is reminded, agrees on a day and is seen; the doctor records it in four messages', async () => {
  const town = await openTown({ start: mondayAfternoon });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  await bind(wang, papers.wang);

  await wang.says('血压128/78', '血压128/78，在目标范围内', '下次随访是3月12日（周四）', '还要按时到中心随访');
  await wang.speaks('空腹血糖七点八', '空腹血糖7.8，比目标高', '请在3月12日（周四）前到中心让医生看看');
  await wang.says('我的血压', '空腹血糖7.8', '血压128/78');

  // Three days before, on the day; no condition in the push, and one for both plans.
  await town.timePasses('2026-03-09T08:59:00+08:00');
  expect(await wang.sees()).not.toContain('随访');
  await town.timePasses('2026-03-09T09:01:00+08:00');
  const push = await wang.sees('健康随访');
  expect(push).not.toMatch(/血压|血糖|糖尿/u);
  expect(push.match(/健康随访/gu)).toHaveLength(1);

  await wang.says('随访', '1. 王秀英，高血压随访，3月12日（周四）前');
  await wang.says('1', '1. 约个时间');
  await wang.says('1', '您哪天能来');
  await wang.says('周三', '约好了：王秀英，3月11日（周三）到香洲区拱北社区卫生服务中心');

  await town.timePasses('2026-03-11T10:00:00+08:00');
  await wang.sees('约好3月11日（周三）');
  await chen.sees();
  await chen.says('随访任务', '2. 王秀英 高血压随访 3月11日（周三） 已约');
  await chen.says('2', '王秀英（67岁）高血压随访', '13800000001');
  await chen.says(
    '门诊，血压138/86，空腹血糖6.6',
    '高血压随访：控制满意',
    '糖尿病随访：控制满意',
    '下次：6月11日（周四）',
  );
  await chen.says('确认', '已登记王秀英的随访');

  await town.timePasses('2026-03-25T10:00:00+08:00');
  expect(await wang.sees()).not.toContain('随访');
});

test('crooked: half a value, a slip, a value of danger at night that the doctor answers with one press', async () => {
  const town = await openTown({ start: '2026-03-02T20:30:00+08:00' });
  const wang = town.phone('wang-xiuying');
  const chen = town.phone('chen-zhiyuan');
  await bind(wang, papers.wang);

  await wang.says('高压150', '高压150，低压是多少');
  await wang.says('15', '请只写一个数');
  await wang.says('95', '血压150/95');
  await wang.says('说错了', '已经撤回');
  await wang.says('血压95/150', '好像不对');
  await wang.says('血压150/95', '血压150/95');
  await wang.says('血糖7.8', '空腹量的，还是餐后量的');
  await wang.says('取消', '不办了');

  await town.timePasses('2026-03-02T22:40:00+08:00');
  await wang.says('血压186/112', '坐下歇5分钟，再量一次', '120');
  await chen.sees('预警：血压很高', '王秀英', '血压186/112', '【已电话联系】');
  await chen.presses('已电话联系', '已登记：已电话联系');
  await town.timePasses('PT2H');
  expect(await chen.sees()).not.toContain('还没有人处理');
  await wang.says('我的血压', '血压186/112，太高了', '血压150/95，比目标高');
});
