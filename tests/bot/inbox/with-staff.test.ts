import { beforeAll, describe, expect, test } from 'vitest';
import { house, type House } from './house.ts';

let home: House;
beforeAll(async () => {
  home = await house();
});

let people = 0;
/** Somebody new each time, so that tests do not meet. */
function somebody() {
  people += 1;
  return home.phone(`openid-${people}`);
}

describe('a person', () => {
  test('is called at the home centre; the bot is silent until staff hand back', async () => {
    const me = somebody();
    await me.bind(home.people.li);
    const doctor = home.phone('zhou.wenbo', 'wecom');
    await me.says('夜门诊');
    await me.says('人工', '香湾', '2小时');
    const wanted = (await home.pushed('talk.person-wanted')).find(({ to }) => to === home.people.staff('zhou.wenbo'));
    expect(wanted?.text).toContain('李建国');
    expect(wanted?.text).toContain('预约夜门诊');
    const number = /回复 (\d{4,6}) 内容/.exec(wanted?.text ?? '')?.[1] ?? '';
    expect(await me.says('在吗')).toBe('success');
    expect((await home.pushed('talk.forwarded')).some(({ text }) => text.includes('在吗'))).toBe(true);
    await doctor.says(`回复 ${number} 您好，明天可以来`, `已回复${number}`);
    const answer = (await home.pushed('reply')).at(-1);
    expect(answer?.text).toContain('香湾周文博：\n您好，明天可以来');
    await doctor.says(`结束人工 ${number}`, '已结束');
    await me.says('继续', '请选择日期');
  });

  test('asks who is not bound for the centre', async () => {
    const me = somebody();
    await me.says('人工', '哪家社区卫生服务中心', '更多');
    await me.says('拱北', '工作人员在这里回复您');
    expect(await me.says('你好')).toBe('success');
    await me.says('结束人工', '人工服务结束了');
    await me.says('你好', '请问今天要办什么');
  });

  test('silence ends after two hours', async () => {
    const me = somebody();
    await me.bind(home.people.jianjun);
    await me.says('人工', '工作人员');
    home.later(119);
    expect(await me.says('还在吗')).toBe('success');
    home.later(2);
    await me.says('还在吗', '没太明白');
  });

  test('danger is answered even then', async () => {
    const me = somebody();
    await me.says('人工');
    await me.says('拱北');
    await me.says('我晕倒了刚醒，胸痛', '请马上打120');
  });

  test('staff of another centre cannot write to the resident', async () => {
    const me = somebody();
    await me.bind(home.people.lele);
    await me.says('人工', '拱北');
    const wanted = (await home.pushed('talk.person-wanted')).at(-1);
    const number = /回复 (\d{4,6}) 内容/.exec(wanted?.text ?? '')?.[1] ?? '';
    await home.phone('zhou.wenbo', 'wecom').says(`回复 ${number} 您好`, '不归您的机构');
    await home.phone('zhou.wenbo', 'wecom').says('回复 9 您好', '没太明白');
    await home.phone('zhou.wenbo', 'wecom').says('回复', '请这样回复');
  });
});

describe('staff', () => {
  test('have their own services and no residents’ ones', async () => {
    const doctor = home.phone('chen.zhiyuan', 'wecom');
    await doctor.says('菜单', '1. 工作台');
    await doctor.says('工作台', '陈志远，今天没有要做的事');
    await doctor.says('患者胸痛', '没太明白');
  });

  test('are greeted once a day when they open the app', async () => {
    const doctor = home.phone('lin.xiaomei', 'wecom');
    await doctor.does({ kind: 'opened' }, '林晓梅，您好', '1. 工作台');
    expect(await doctor.does({ kind: 'opened' })).toBe('success');
    home.later(24 * 60);
    await doctor.does({ kind: 'opened' }, '林晓梅，您好');
  });
});

test('a WeCom account that is on no staff record is told so', async () => {
  const stranger = home.phone('nobody', 'wecom');
  await stranger.says('工作台', '还没有登记为工作人员');
  expect(await stranger.does({ kind: 'opened' })).toBe('success');
});
