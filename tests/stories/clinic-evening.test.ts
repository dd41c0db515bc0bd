import { describe, expect, test } from 'vitest';
import { engines } from '#tests/support/engines.ts';
import { bind, mondayAfternoon, papers } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

describe.each(engines)('on %s', (engine) => {
  test('the evening at the clinic: arriving, being called in, and who did not come', async () => {
    const town = await openTown({ start: mondayAfternoon, engine });
    const [wang, jianjun] = [town.phone('wang-xiuying'), town.phone('wang-jianjun')];
    const [chen, nurse] = [town.phone('chen-zhiyuan'), town.phone('he-jing')];
    await bind(wang, papers.wang);
    await bind(jianjun, papers.jianjun);
    await wang.says('今晚六点一刻看医生', '请核对');
    await wang.says('确认', '约好了', '1号');
    await jianjun.says('今晚六点看医生', '请核对');
    await jianjun.says('确认', '约好了', '2号');

    await town.timePasses('2026-03-02T17:50:00+08:00');
    await wang.sees('到了请回复“签到”');
    await wang.says('我到了', '签到成功：王秀英，1号', '前面没有人了');
    await nurse.says('今日门诊', '2号 18:00 王建军 未到', '1号 18:15 王秀英 已到');
    await chen.says('下一位', '请1号 王秀英', '后面没有人在等');
    await wang.sees('请1号王秀英现在到陈志远医生的诊室');
    await chen.says('下一位', '1号已看完', '没有已签到在等的人了');

    await town.timePasses('2026-03-02T18:15:00+08:00');
    await jianjun.sees('您没有来，号已经过时');
    await nurse.says('今日门诊', '2号 18:00 王建军 爽约', '1号 18:15 王秀英 看完');
  });

  test('停诊: everybody booked is told at once, and one number books another place', async () => {
    const town = await openTown({ start: mondayAfternoon, engine });
    const wang = town.phone('wang-xiuying');
    const chen = town.phone('chen-zhiyuan');
    await bind(wang, papers.wang);
    await wang.says('周三晚上七点半看医生', '请核对');
    await wang.says('确认', '约好了');
    await chen.says('周三停诊', '停诊', '换医生');
    await chen.says('停诊', '原因');
    await chen.says('医生外出', '影响：已约1人');
    await chen.says('确认', '已停诊', '已通知1人');
    await wang.sees('停诊', '1. 3月5日（周四）晚上7:30 拱北', '请回复数字');
    await wang.says('1', '改好了：王秀英，3月5日（周四）晚上7:30', '1号');
  });

  test('代预约 at the desk: the resident is told, and gives it back from the chat', async () => {
    const town = await openTown({ start: mondayAfternoon, engine });
    const wang = town.phone('wang-xiuying');
    const nurse = town.phone('he-jing');
    await bind(wang, papers.wang);
    await nurse.says('代预约', '手机号');
    await nurse.says('13800000001', '王秀英，1958年生');
    await nurse.says('王秀英', '夜门诊');
    await nurse.says('夜门诊', '请选夜门诊的时间');
    await nurse.says('周三晚上七点半', '请核对代预约');
    await nurse.says('确认', '已为王秀英约好');
    await wang.sees('已为您约好3月4日（周三）晚上7:30的夜门诊');
    await wang.says('取消预约', '3月4日（周三）晚上7:30');
    await wang.says('1', '已经退掉');
  });

  test('the digest at 08:00 goes to who sits in tonight, and not on a day off', async () => {
    const town = await openTown({ start: mondayAfternoon, engine });
    const chen = town.phone('chen-zhiyuan');
    await chen.sees();
    await town.timePasses('2026-03-04T08:00:00+08:00');
    await chen.sees('今天是3月4日（周三）', '晚上6:00拱北夜门诊：已约0人');
    await town.timePasses('2026-03-07T12:00:00+08:00');
    expect(await chen.sees()).not.toContain('3月7日');
  });
});
