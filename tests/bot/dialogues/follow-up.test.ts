import { describe, expect, test } from 'vitest';
import { alertCards, answerAlerts } from '#bot/dialogues/answer-alert.ts';
import { followUp } from '#bot/dialogues/follow-up.ts';
import { followUpWork } from '#bot/dialogues/follow-up-work.ts';
import { myReadings } from '#bot/dialogues/my-readings.ts';
import { recordDiagnosis } from '#domain/follow-ups/diagnose.ts';
import { house } from '../inbox/house.ts';

const dialogues = [followUp, myReadings, followUpWork, answerAlerts];

/** 王秀英 on her own phone with hypertension and diabetes since 1 March 2026; 陈志远 and 何静 in WeCom. */
async function home() {
  const town = await house({ dialogues, program: { cards: [alertCards] } });
  await town.database.transact(async (tx) => {
    for (const code of ['hypertension', 'type-2-diabetes'] as const)
      await recordDiagnosis(tx, {
        residentId: town.people.wang,
        code,
        diagnosedOn: '2026-03-01',
        staffId: town.people.staff('chen.zhiyuan'),
      });
  });
  const wang = town.phone('wang');
  await wang.bind(town.people.wang);
  const chen = town.phone('chen.zhiyuan', 'wecom');
  const nurse = town.phone('he.jing', 'wecom');
  const to = (local: string) =>
    town.later((Date.parse(`${local}:00+08:00`) - Date.parse('2026-03-01T18:00:00+08:00')) / 60_000);
  return { ...town, wang, chen, nurse, to };
}

const kept = async ({ database }: Awaited<ReturnType<typeof home>>) =>
  database.read(async (tx) => {
    const rows = await tx.prisma.reading.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ kind, class: found, retractedAt }) =>
      [kind, found, retractedAt ? 'taken back' : ''].join(' ').trim(),
    );
  });

describe('a reading in any natural words', () => {
  test.each([
    ['血压128/78', '血压128/78，在目标范围内'],
    ['高压150低压95', '血压150/95，比目标高'],
    ['一百五十六九十八', '血压156/98，比目标高'],
    ['空腹血糖 6.2', '空腹血糖6.2，在目标范围内'],
    ['餐后两小时9.2', '餐后血糖9.2，在目标范围内'],
    ['体重65公斤', '体重65公斤，记下了'],
    ['体重130斤', '体重65公斤，记下了'],
    ['今天早上量的血压是138/86', '血压138/86，在目标范围内'],
  ])('“%s” is kept at once, with what it means and how to take it back', async (said, expected) => {
    const town = await home();
    await town.wang.says(said, expected, '说错了请回复“说错了”');
  });

  test('one that is high says until when to come; no diagnosis, no dose', async () => {
    const { wang } = await home();
    const answer = await wang.says('血压165/95', '比目标高', '请在3月15日（周日）前到中心让医生看看');
    expect(answer).not.toMatch(/毫克|片|加药|高血压病/u);
  });

  test('several at once', async () => {
    const town = await home();
    await town.wang.says('血压128/78，空腹血糖6.2，体重65公斤', '血压128/78', '空腹血糖6.2', '体重65公斤');
    expect(await kept(town)).toEqual(['pressure controlled', 'glucose controlled', 'weight measured']);
  });

  test('“说错了” takes it back', async () => {
    const town = await home();
    await town.wang.says('血压165/95', '比目标高');
    await town.wang.says('说错了', '已经撤回');
    expect(await kept(town)).toEqual(['pressure high taken back']);
  });
});

describe('what is half or unlikely is asked back', () => {
  test('half a pressure', async () => {
    const town = await home();
    await town.wang.says('血压150', '高压150，低压是多少');
    await town.wang.says('九十五', '血压150/95，比目标高');
  });

  test.each(['血压15/95', '血压95/150'])('%s', async (said) => {
    const { wang } = await home();
    await wang.says(said, '好像不对');
    await wang.says('150/95', '血压150/95，比目标高');
  });

  test('kilopascals', async () => {
    const { wang } = await home();
    await wang.says('血压20/12千帕', '血压用毫米汞柱');
    await wang.says('150/90', '血压150/90，比目标高');
  });

  test('glucose without 空腹 or 餐后', async () => {
    const { wang } = await home();
    await wang.says('血糖7.8', '空腹量的，还是餐后量的', '1. 空腹', '2. 餐后');
    await wang.says('饭后', '餐后血糖7.8，在目标范围内');
  });

  test('报血压 asks for it, and what is no value is asked again', async () => {
    const { wang } = await home();
    await wang.says('报血压', '请告诉我量了多少');
    await wang.says('还行吧', '没看明白');
    await wang.says('128 78', '血压128/78，在目标范围内');
  });
});

describe('a pressure of danger', () => {
  test('is answered first: sit five minutes, measure again; the doctor owns an alert with a card', async () => {
    const town = await home();
    await town.wang.says('血压185/112', '坐下歇5分钟，再量一次', '120', '说错了');
    expect(await kept(town)).toEqual(['pressure danger']);
    const [alert] = await town.database.read((tx) => tx.prisma.alert.findMany());
    expect(alert).toMatchObject({ kind: 'pressure-danger', ownerId: town.people.staff('chen.zhiyuan') });
    const pressed = { kind: 'card-pressed', card: `alert-${alert?.id}-0`, key: 'called', responseCode: 'x' } as const;
    await town.chen.does(pressed, '已登记：已电话联系');
    await town.nurse.does(pressed, '已经有人处理');
  });

  test('“说错了” withdraws the alert and the reading', async () => {
    const town = await home();
    await town.wang.says('血压185/112', '120');
    await town.wang.says('说错了', '没事就好');
    expect(await kept(town)).toEqual(['pressure danger taken back']);
    expect(await town.database.read((tx) => tx.prisma.alert.findMany())).toMatchObject([{ outcome: 'false-alarm' }]);
  });

  test('words of danger are somebody’s alert too', async () => {
    const town = await home();
    await town.wang.says('胸口痛得厉害', '120');
    expect(await town.database.read((tx) => tx.prisma.alert.findMany())).toMatchObject([
      { kind: 'danger-sign', status: 'open', ownerId: town.people.staff('chen.zhiyuan') },
    ]);
  });

  test('the doctor answers from the list', async () => {
    const town = await home();
    await town.wang.says('血压185/112', '120');
    await town.chen.says('预警', '1. 王秀英 血压很高 血压185/112');
    await town.chen.says('1', '13800000001', '1. 已电话联系', '3. 联系不上');
    await town.chen.says('3', '王秀英的预警已登记：联系不上', '已生成上门任务');
  });
});

describe('随访', () => {
  test('says what is due, and agrees on a day', async () => {
    const town = await home();
    town.to('2026-05-30T10:00');
    await town.wang.says('随访', '王秀英，高血压随访，6月1日（周一）前', '糖尿病随访', '老年人健康体检');
    await town.wang.says('1', '1. 约个时间', '2. 已经去过了');
    await town.wang.says('1', '您哪天能来', '1. 6月1日（周一）');
    await town.wang.says('周三', '约好了：王秀英，6月3日（周三）', '请带身份证');
    await town.wang.says('随访', '约在6月3日（周三）');
  });

  test('已经去过了 ends the reminders, and the doctor sees it', async () => {
    const town = await home();
    town.to('2026-05-30T10:00');
    await town.wang.says('随访', '高血压随访');
    await town.wang.says('1', '已经去过了');
    await town.wang.says('去过了', '不再提醒您了');
    await town.chen.says('随访任务', '王秀英 高血压随访', '本人说已去过');
  });

  test('who has nothing due hears how to report', async () => {
    const town = await home();
    const jianjun = town.phone('jianjun');
    await jianjun.bind(town.people.jianjun);
    await town.database.transact((tx) => tx.prisma.delegation.deleteMany());
    await jianjun.says('随访', '现在没有要做的随访');
  });
});

describe('我的血压', () => {
  test('shows the last values, the newest first, and the look is audited', async () => {
    const town = await home();
    await town.wang.says('血压128/78', '记下了');
    town.later(60 * 24);
    await town.wang.says('血压150/92', '记下了');
    const answer = await town.wang.says(
      '我的血压',
      '王秀英最近的记录',
      '血压150/92，比目标高',
      '血压128/78，在目标范围内',
      '想看成图，点下面的链接，30分钟内有效',
    );
    expect(answer.indexOf('150/92')).toBeLessThan(answer.indexOf('128/78'));
    expect(await town.database.read((tx) => tx.prisma.auditEntry.count({ where: { action: 'readings.read' } }))).toBe(
      1,
    );
  });

  test('without any says how to report', async () => {
    const { wang } = await home();
    await wang.says('我的血糖', '还没有王秀英的记录');
  });
});

describe('随访任务', () => {
  test('a visit is recorded in four messages: class and next date are computed and shown', async () => {
    const town = await home();
    town.to('2026-06-03T10:00');
    await town.chen.says('随访任务', '已过期', '2. 王秀英 高血压随访');
    await town.chen.says('2', '王秀英（68岁）高血压随访', '13800000001', '怎么随访的', '1. 门诊', '5. 发消息约时间');
    await town.chen.says(
      '门诊，血压138/86，空腹血糖8.1，体重65公斤',
      '请核对随访记录',
      '高血压随访：控制满意',
      '下次：9月3日（周四）',
      '糖尿病随访：控制不满意（第一次）',
      '下次：6月17日（周三）',
    );
    await town.chen.says('确认', '已登记王秀英的随访', '下次随访：6月17日（周三）');
    expect(await town.database.read((tx) => tx.prisma.encounter.findMany())).toMatchObject([{ mode: 'clinic' }]);
  });

  test('by phone is kept, and said to be no visit', async () => {
    const town = await home();
    town.to('2026-06-03T10:00');
    await town.chen.says('随访任务', '王秀英');
    for (const answer of ['2', '电话']) await town.chen.says(answer);
    await town.chen.says('血压138/86', '电话、聊天不算面对面随访');
    await town.chen.says('确认', '这一项仍要面访');
    expect(await town.database.read((tx) => tx.prisma.careTask.count({ where: { status: 'done' } }))).toBe(0);
  });

  test('a value that is missing is asked for', async () => {
    const town = await home();
    town.to('2026-06-03T10:00');
    await town.chen.says('随访任务', '王秀英');
    for (const answer of ['2', '1']) await town.chen.says(answer);
    await town.chen.says('还可以', '没看到血压');
  });

  test('发消息约时间 names nothing', async () => {
    const town = await home();
    town.to('2026-06-03T10:00');
    await town.chen.says('随访任务', '王秀英');
    await town.chen.says('2', '5. 发消息约时间');
    await town.chen.says('5', '没有写是什么事');
    const [push] = await town.pushed('follow-up.arrange');
    expect(push?.text).toContain('您的家庭医生想与您约个时间');
    expect(push?.text).not.toMatch(/血压|糖尿|随访/u);
  });

  test('another centre’s doctor has nothing of it', async () => {
    const town = await home();
    town.to('2026-06-03T10:00');
    await town.phone('zhou.wenbo', 'wecom').says('随访任务', '没有要随访的居民');
  });
});
