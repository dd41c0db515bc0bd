import { describe, expect, test } from 'vitest';
import { bookForResident } from '#bot/dialogues/book-for.ts';
import { clinicWords } from '#bot/dialogues/clinic-words.ts';
import { closeClinic } from '#bot/dialogues/close-session.ts';
import { todayClinic } from '#bot/dialogues/today-clinic.ts';
import { showWorkbench } from '#bot/dialogues/workbench.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import type { Booker } from '#domain/clinics/booker.ts';
import { digestLines, sendDigests } from '#domain/clinics/digest.ts';
import { turnClinicDay } from '#domain/clinics/nightly.ts';
import { createNeighbour } from '#tests/support/clinic.ts';
import { house } from '../inbox/house.ts';

const dialogues = [showWorkbench, todayClinic, bookForResident, closeClinic];

/** The demo district; staff write in WeCom. Monday, 2 March 2026, is the evening of 陈志远 at 拱北. */
async function ward() {
  const town = await house({ dialogues, program: { phrases: clinicWords } });
  await town.database.transact(turnClinicDay);
  const chen = town.phone('chen.zhiyuan', 'wecom');
  const nurse = town.phone('he.jing', 'wecom');
  return { ...town, chen, nurse };
}

type Ward = Awaited<ReturnType<typeof ward>>;

/** People with a visit on Monday evening, one a slot from 18:00 on. */
async function visits({ database, people }: Ward, ...names: string[]) {
  return database.transact(async (tx) => {
    const slots = await tx.prisma.slot.findMany({
      where: { session: { date: '2026-03-02', kind: 'night', organisationId: people.place('拱北') } },
      orderBy: { startsAt: 'asc' },
    });
    const booked: { appointmentId: string; by: Booker }[] = [];
    for (const [index, name] of names.entries()) {
      const { id: residentId, by } = await createNeighbour(tx, { name, tags: ['高血压'] });
      booked.push({ ...(await bookPlace(tx, { slotId: slots[index]?.id ?? '', residentId, by })), by });
    }
    return booked;
  });
}

const monday = (time: string) =>
  (Date.parse(`2026-03-02T${time}:00+08:00`) - Date.parse('2026-03-01T18:00:00+08:00')) / 60_000;

describe('今日门诊', () => {
  test('lists who comes, and does what is said in passing', async () => {
    const town = await ward();
    await visits(town, '张三', '李四', '王五');
    town.later(monday('17:50'));
    await town.chen.says(
      '今日门诊',
      '拱北夜门诊 陈志远',
      '已约3人，共12个号',
      '1号 18:00 张三 未到',
      '3号 18:30 王五 未到',
    );
    await town.nurse.says('2到了', '2号 李四已签到', '撤回签到2');
    await town.nurse.says('到了1号', '1号 张三已签到');
    await town.chen.says('下一位', '请1号 张三', '后面还有1人在等');
    await town.chen.says('下一位', '1号已看完', '请2号 李四', '后面没有人在等');
    town.later(1);
    await town.chen.says('叫2', '请2号 李四');
    await town.chen.says('2结束', '2号 李四已看完');
    town.later(50);
    await town.nurse.says('3未到', '3号 王五记为未到');
    await town.chen.says('今日门诊', '1号 18:00 张三 看完', '3号 18:30 王五 爽约');
    expect((await town.pushed('appointment.called')).map(({ text }) => text.slice(0, 6))).toHaveLength(3);
  });

  test('an arrival that was noted by mistake is taken back', async () => {
    const town = await ward();
    await visits(town, '张三');
    town.later(monday('17:50'));
    await town.nurse.says('1到了', '已签到');
    await town.nurse.says('撤回签到1', '1号 张三的签到已撤回');
  });

  test('a number that is not there, and a step that is not possible, are told', async () => {
    const town = await ward();
    await visits(town, '张三');
    town.later(monday('17:50'));
    await town.nurse.says('9到了', '没有9号');
    await town.chen.says('叫1', '现在不能这样办');
    await town.chen.says('下一位', '没有已签到在等的人了');
  });

  test('on a day without a clinic names the next one', async () => {
    const town = await ward();
    await visits(town, '张三');
    await town.chen.says('今日门诊', '今天没有您的门诊', '下一场：3月2日（周一）晚上6:00起 拱北夜门诊 陈志远，已约1人');
  });
});

describe('代预约', () => {
  test('by phone number: who, when, confirmed, and the resident is told', async () => {
    const town = await ward();
    await town.nurse.says('代预约', '手机号');
    await town.nurse.says('13800000001', '1. 王秀英，1958年生', '2. 都不是');
    await town.nurse.says('1', '1. 夜门诊', '2. 专家门诊');
    await town.nurse.says('1', '请选夜门诊的时间', '3月2日（周一）晚上6:00 拱北');
    await town.nurse.says('周三晚上七点半', '请核对代预约', '居民：王秀英', '时间：3月4日（周三）晚上7:30 拱北');
    await town.nurse.says('确认', '已为王秀英约好：3月4日（周三）晚上7:30，拱北夜门诊，1号');
    const [notice] = await town.pushed('appointment.booked');
    expect(notice?.text).toContain('王秀英您好，已为您约好');
  });

  test('by name among one’s own residents; who is not there is asked for again', async () => {
    const town = await ward();
    await town.nurse.says('代预约', '手机号');
    await town.nurse.says('李建国', '没有找到', '再发一次');
    await town.nurse.says('王秀英', '1. 王秀英，1958年生');
  });

  test('who stands there with the card and is not registered is registered on the way, and booked', async () => {
    const town = await ward();
    await town.nurse.says('代预约', '手机号');
    await town.nurse.says('110101199003070011', '没有找到', '1. 看着证件登记');
    await town.nurse.says('1', '请看着证件');
    await town.nurse.says('何明 110101199003070011', '手机号', '1. 没有手机');
    await town.nurse.says('没有手机', '请核对', '姓名：何明', '证件号码：1101**********0011', '手机号：没有手机');
    await town.nurse.says('确认', '何明登记好了，身份已核实', '1. 夜门诊');
    await town.nurse.says('1', '请选夜门诊的时间');
    await town.nurse.says('周三晚上七点半', '请核对代预约', '居民：何明，1990年生');
    await town.nurse.says('确认', '已为何明约好');
    const row = await town.database.read((tx) =>
      tx.prisma.resident.findFirstOrThrow({ where: { birthDate: '1990-03-07' }, include: { appointments: true } }),
    );
    expect(row).toMatchObject({
      identityLevel: 'verified',
      verifiedById: town.people.staff('he.jing'),
      homeCentreId: town.people.place('拱北'),
    });
    expect(row.appointments).toHaveLength(1);
  });

  test('a card of somebody on file finds them, and nothing of theirs is changed', async () => {
    const town = await ward();
    await town.nurse.says('代预约');
    await town.nurse.says('李建国', '没有找到');
    await town.nurse.says('登记', '请看着证件');
    await town.nurse.says('李建国 440402197907050013 13100007777', '手机号：131');
    await town.nurse.says('确认', '李建国已经有档案', '1. 夜门诊');
    const rows = await town.database.read((tx) => tx.prisma.resident.findMany({ where: { birthDate: '1979-07-05' } }));
    expect(rows.map(({ id }) => id)).toEqual([town.people.li]);
  });

  test('is for who works at a centre', async () => {
    const town = await ward();
    await town.phone('wu.min', 'wecom').says('代预约', '由社区卫生服务中心的工作人员办理');
  });
});

describe('停诊', () => {
  test('shows how many it touches, and tells them once it is confirmed', async () => {
    const town = await ward();
    await visits(town, '张三', '李四');
    await town.chen.says('周一停诊', '1. 停诊', '2. 换医生', '3. 改时间');
    await town.chen.says('1', '原因', '1. 医生外出');
    await town.chen.says('1', '请核对', '原因：医生外出', '影响：已约2人，候补0人');
    await town.chen.says('确认', '已停诊', '已通知2人');
    expect(await town.pushed('appointment.session-closed')).toHaveLength(2);
  });

  test('shows one’s own sessions; who administers the centre sees everybody’s', async () => {
    const town = await ward();
    const lin = town.phone('lin.xiaomei', 'wecom');
    expect(await lin.says('停诊')).not.toContain('陈志远');
    await town.database.transact((tx) =>
      tx.prisma.staffRole.create({
        data: {
          staffId: town.people.staff('lin.xiaomei'),
          role: 'centre_administrator',
          organisationId: town.people.place('拱北'),
        },
      }),
    );
    await lin.says('取消');
    await lin.says('停诊', '陈志远');
  });

  test('somebody who books meanwhile makes it ask again', async () => {
    const town = await ward();
    await town.chen.says('周一停诊', '1. 停诊');
    await town.chen.says('1', '原因');
    await town.chen.says('停水', '影响：已约0人');
    await visits(town, '张三');
    await town.chen.says('确认', '内容有变化', '影响：已约1人');
  });

  test('换医生 offers who is free, and tells everyone', async () => {
    const town = await ward();
    await visits(town, '张三');
    await town.chen.says('周一停诊', '2. 换医生');
    await town.chen.says('2', '换哪位医生', '林晓梅');
    await town.chen.says('林晓梅', '请核对', '影响：已约1人');
    await town.chen.says('确认', '改由林晓梅医生看诊，已通知1人');
    expect((await town.pushed('appointment.doctor-changed'))[0]?.text).toContain('改由林晓梅医生看诊');
  });

  test('改时间 moves the session', async () => {
    const town = await ward();
    await visits(town, '张三');
    await town.chen.says('周一停诊', '3. 改时间');
    await town.chen.says('3', '改到几点');
    await town.chen.says('七点', '原因');
    await town.chen.says('停电', '新的时间：19:00', '影响：已约1人');
    await town.chen.says('确认', '已通知1人');
    expect((await town.pushed('appointment.moved'))[0]?.text).toContain('改为：3月2日（周一）晚上7:00');
  });
});

describe('工作台', () => {
  test('shows what waits, and leads there by a number', async () => {
    const town = await ward();
    await visits(town, '张三');
    town.later(monday('09:00'));
    await town.chen.says('工作台', '陈志远，今天是3月2日（周一）', '晚上6:00拱北夜门诊：已约1人', '1. 今日门诊');
    await town.chen.says('1', '1号 18:00 张三 未到');
  });

  test('on a quiet day says that nothing waits', async () => {
    const town = await ward();
    await town.chen.says('工作台', '没有等您处理的事');
  });
});

describe('the digest at 08:00', () => {
  test('goes once to whoever has something waiting on a duty day, and to nobody else', async () => {
    const town = await ward();
    await visits(town, '张三', '李四');
    town.later(monday('08:00'));
    for (let round = 0; round < 50; round += 1) if ((await town.database.transact(sendDigests)) === 'done') break;
    await town.database.transact(sendDigests);
    const digests = await town.pushed('work.digest');
    expect(digests.map(({ to }) => to).sort()).toEqual(
      ['chen.zhiyuan', 'fang.min', 'he.jing', 'huang.guoqiang', 'lin.xiaomei'].map(town.people.staff).sort(),
    );
    const textFor = (userid: string) => digests.find(({ to }) => to === town.people.staff(userid))?.text;
    expect(textFor('chen.zhiyuan')).toContain('晚上6:00拱北夜门诊：已约2人');
    expect(textFor('fang.min')).toContain('个中心本周不足3次');
  });

  test('says nothing on a holiday without a clinic', async () => {
    const town = await ward();
    expect(await town.database.read((tx) => digestLines(tx, town.people.staff('chen.zhiyuan')))).toEqual([]);
  });
});
