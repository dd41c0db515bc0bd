import { describe, expect, test } from 'vitest';
import { engines } from '#tests/support/engines.ts';
import { bind, mondayAfternoon, papers, signOnPage } from '#tests/support/evening.ts';
import { openTown } from '#tests/support/town.ts';

describe.each(engines)('on %s', (engine) => {
  test('from “今晚想看医生” to a place in six messages, a signed contract, a reminder, and being called in', async () => {
    const town = await openTown({ start: mondayAfternoon, engine });
    const wang = town.phone('wang-xiuying');
    const chen = town.phone('chen-zhiyuan');

    await wang.says('今晚想看医生', '先认一下您是谁');
    await wang.says(papers.wang, '验证码发到138****0001了');
    await wang.says(await wang.code(), '绑定好了，王秀英', '1. 3月2日（周一）晚上6:00 拱北');
    await wang.says('2', '请核对夜门诊预约', '王秀英', '3月2日（周一）晚上6:15', '身份证、医保卡');
    await wang.says('确认', '约好了：王秀英，3月2日（周一）晚上6:15', '1号', '不去了请回复“取消预约”');

    await wang.says('签约', '1. 陈志远');
    await wang.says('1', '慢病管理包', '老年健康包', '1. 就选推荐的');
    await wang.says('1', '请核对', '陈志远（拱北第一团队）', '本平台不收费', '阅读协议并签名');
    await signOnPage(wang);
    await wang.sees('已交给陈志远医生', '2个工作日内答复');
    await chen.sees('新签申请', '王秀英', '高血压、糖尿病', '【同意】');
    await chen.presses('同意', '签约生效', '10分钟内');
    await wang.sees('签约成功！陈志远医生成为王*英的家庭医生');
    expect((await chen.sees()).trim()).toBe('');

    await town.timePasses('2026-03-02T16:14:00+08:00');
    expect(await wang.sees()).toBe('');
    await town.timePasses('PT1M');
    await wang.sees('今天有夜门诊', '晚上6:15', '拱北社区卫生服务中心', '到了请回复“签到”');
    await wang.says('我到了', '晚上6:15', '以后可以签到');
    await wang.says('我的', '王*英，身份已核实', '签约：陈志远医生', '3月2日（周一）晚上6:15，拱北夜门诊，1号');

    await town.timePasses('2026-03-02T18:05:00+08:00');
    await wang.says('签到', '签到成功：王秀英，1号', '前面没有人了');
    await chen.says('今日门诊', '已约1人', '1号 18:15 王秀英 已到');
    await chen.says('下一位', '1号', '王秀英');
    await wang.sees('请1号王秀英现在到陈志远医生的诊室');
    await chen.says('1结束', '1号');
    await chen.says('今日门诊', '王秀英 看完');
    await town.timePasses('2026-03-02T21:30:00+08:00');
    expect(await wang.sees()).not.toContain('没有来');
    await wang.says('我的', '预约：现在没有');
  });

  test('a reminder that went out is not sent again, and a kept place is not called missed', async () => {
    const town = await openTown({ start: mondayAfternoon, engine });
    const wang = town.phone('wang-xiuying');
    await bind(wang, papers.wang);
    await wang.says('今晚七点看医生', '请核对', '晚上7:00');
    await wang.says('好的', '约好了');
    await town.timePasses('2026-03-02T17:00:00+08:00');
    await wang.sees('今天', '晚上7:00');
    await town.timePasses('2026-03-02T18:50:00+08:00');
    expect(await wang.sees()).toBe('');
    await wang.says('签到', '签到成功：王秀英，1号');
    await town.timePasses('2026-03-02T19:20:00+08:00');
    expect(await wang.sees()).toBe('');
  });
});
