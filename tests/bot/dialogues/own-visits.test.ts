import { describe, expect, test } from 'vitest';
import { answerOffer, wantOffer } from '#bot/dialogues/answer-offer.ts';
import { bookNightClinic } from '#bot/dialogues/book-clinic.ts';
import { cancelVisit } from '#bot/dialogues/cancel-appointment.ts';
import { changeVisit } from '#bot/dialogues/change-appointment.ts';
import { checkIn } from '#bot/dialogues/check-in.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { cancelAppointment } from '#domain/clinics/cancel.ts';
import { closeSession } from '#domain/clinics/close-session.ts';
import { turnClinicDay } from '#domain/clinics/nightly.ts';
import { createNeighbour } from '#tests/support/clinic.ts';
import { house } from '../inbox/house.ts';

const dialogues = [bookNightClinic, cancelVisit, changeVisit, checkIn, answerOffer];

/** The demo district on Sunday, 1 March 2026, 18:00, with 王秀英 on her own phone. */
async function evening() {
  const town = await house({ dialogues, program: { phrases: [wantOffer] } });
  await town.database.transact(turnClinicDay);
  const wang = town.phone('wang');
  await wang.bind(town.people.wang);
  return { ...town, wang };
}

type Evening = Awaited<ReturnType<typeof evening>>;

async function booked({ wang }: Evening, when: string) {
  await wang.says(`约${when}的夜门诊`, '请核对');
  await wang.says('确认', '约好了');
}

const statuses = ({ database, people }: Evening) =>
  database.read(async (tx) => {
    const rows = await tx.prisma.appointment.findMany({ where: { residentId: people.wang }, orderBy: { id: 'asc' } });
    return rows.map(({ status }) => status);
  });

/** Minutes from the first evening to an instant of the district. */
const minutesTo = (local: string) =>
  (Date.parse(`${local}:00+08:00`) - Date.parse('2026-03-01T18:00:00+08:00')) / 60_000;

describe('取消预约', () => {
  test('shows what is given back, and gives it back once it is confirmed', async () => {
    const town = await evening();
    await booked(town, '周三晚上七点半');
    await town.wang.says(
      '取消预约',
      '要退掉这个号吗',
      '1. 退掉',
      '2. 不退，留着',
      '王秀英，3月4日（周三）晚上7:30，拱北夜门诊，1号',
    );
    await town.wang.says('确认', '已经退掉', '想再约请回复“夜门诊”');
    expect(await statuses(town)).toEqual(['cancelled']);
    await town.wang.says('取消预约', '现在没有可以退的预约');
  });

  test('of two asks which, or takes the day that was said', async () => {
    const town = await evening();
    await booked(town, '周三晚上七点半');
    await booked(town, '周五晚上七点半');
    await town.wang.says('取消预约', '要退哪一个？', '1. 王秀英，3月4日', '2. 王秀英，3月6日');
    await town.wang.says('取消');
    await town.wang.says('周五的号不要了', '要退掉这个号吗', '3月6日（周五）');
    await town.wang.says('确认', '已经退掉');
    expect(await statuses(town)).toEqual(['booked', 'cancelled']);
  });

  test('改时间 leads to another time instead', async () => {
    const town = await evening();
    await booked(town, '周三晚上七点半');
    await town.wang.says('改约', '请选新的时间', '拱北');
    await town.wang.says(
      '周五晚上八点',
      '请核对改约',
      '原来：王秀英，3月4日（周三）晚上7:30',
      '改到：3月6日（周五）晚上8:00 拱北',
    );
    await town.wang.says('确认', '改好了：王秀英，3月6日（周五）晚上8:00');
    expect(await statuses(town)).toEqual(['cancelled', 'booked']);
  });

  test('leaves a line too', async () => {
    const town = await evening();
    const { database, people, wang } = town;
    await fill(town, '2026-03-04');
    await wang.says('周三晚上想看医生', '先排候补');
    await wang.says('确认', '排上候补');
    await wang.says('取消预约', '候补：3月4日（周三），拱北夜门诊');
    await wang.says('确认', '已经不排了');
    const entries = await database.read((tx) =>
      tx.prisma.waitlistEntry.findMany({ where: { residentId: people.wang } }),
    );
    expect(entries.map(({ status }) => status)).toEqual(['left']);
  });
});

describe('签到', () => {
  test('from an hour before; says how many are ahead; said again it can be taken back', async () => {
    const town = await evening();
    await booked(town, '周一晚上六点半');
    await town.wang.says('签到', '您约的是3月2日（周一）晚上6:30，3月2日（周一）下午5:30以后可以签到');
    town.later(minutesTo('2026-03-02T17:40'));
    await town.wang.says('我到了', '签到成功：王秀英，1号', '前面没有人了');
    expect(await statuses(town)).toEqual(['arrived']);
    await town.wang.says('签到', '已经签到，1号', '1. 还在等', '2. 撤回签到');
    await town.wang.says('2', '签到已撤回');
    expect(await statuses(town)).toEqual(['booked']);
  });

  test('without a visit says how to get one', async () => {
    const { wang } = await evening();
    await wang.says('签到', '今天没有可以签到的预约', '夜门诊');
  });
});

describe('a place that came free', () => {
  test('is answered by one number', async () => {
    const town = await evening();
    const freed = await waitingForOne(town);
    await freed();
    const [notice] = await town.pushed('waitlist.offered');
    expect(notice?.text).toContain('1. 要\n2. 不要');
    await town.wang.says('1', '约好了：王秀英，3月4日（周三）晚上6:00', '您的号：13号');
    expect(await statuses(town)).toEqual(['booked']);
  });

  test('or by 要, in the middle of something else, which then goes on', async () => {
    const town = await evening();
    const freed = await waitingForOne(town);
    await freed();
    await town.wang.says('夜门诊', '请选夜门诊的时间');
    await town.wang.says('要', '约好了：王秀英', '请选夜门诊的时间');
  });

  test('不要 gives it to the next', async () => {
    const town = await evening();
    const freed = await waitingForOne(town);
    await freed();
    await town.wang.says('不要', '让给下一位了');
    expect(await statuses(town)).toEqual([]);
    await town.wang.says('要', '没');
  });
});

describe('a session that was closed', () => {
  test('is answered by one number with one of the nearest places', async () => {
    const town = await evening();
    await booked(town, '周三晚上七点半');
    await close(town, '2026-03-04');
    const [notice] = await town.pushed('appointment.session-closed');
    expect(notice?.text).toContain('1. 3月5日（周四）晚上7:30 拱北\n2. 3月5日（周四）晚上7:30 香湾');
    await town.wang.says('1', '改好了：王秀英，3月5日（周四）晚上7:30，夜门诊', '您的号：1号');
    expect(await statuses(town)).toEqual(['cancelled', 'booked']);
  });

  test('都不要 is an answer too', async () => {
    const town = await evening();
    await booked(town, '周三晚上七点半');
    await close(town, '2026-03-04');
    await town.wang.says('4', '好的，不改约了');
  });

  test('a place that is gone meanwhile is asked for again', async () => {
    const town = await evening();
    await booked(town, '周三晚上七点半');
    await close(town, '2026-03-04');
    await take(town, '2026-03-05', '拱北', '2026-03-05T19:30');
    await town.wang.says('1', '刚刚被约走了', '请选新的时间', '1. 3月5日（周四）晚上7:15 拱北');
    await town.wang.says('1', '改好了');
  });

  test('改约 brings the list back, days later too', async () => {
    const town = await evening();
    await booked(town, '周三晚上七点半');
    await close(town, '2026-03-04');
    await town.wang.says('你好');
    town.later(60 * 24);
    await town.wang.says('改约', '请选新的时间', '1. 3月5日（周四）晚上7:30 拱北');
    await town.wang.says('1', '改好了');
  });
});

async function close({ database, people }: Evening, date: string) {
  await database.transact(async (tx) => {
    const { id: sessionId, doctorId: staffId } = await tx.prisma.clinicSession.findFirstOrThrow({
      where: { date, organisationId: people.place('拱北'), kind: 'night' },
    });
    await closeSession(tx, { sessionId, reason: '停电' }, { staffId });
  });
}

/** Somebody else takes one slot. */
async function take({ database, people }: Evening, date: string, place: string, at: string) {
  await database.transact(async (tx) => {
    const slot = await tx.prisma.slot.findFirstOrThrow({
      where: { startsAt: new Date(`${at}:00+08:00`), session: { date, organisationId: people.place(place) } },
    });
    const { id: residentId, by } = await createNeighbour(tx, {});
    await bookPlace(tx, { slotId: slot.id, residentId, by });
  });
}

/** Twelve other people take every place of 拱北's evening. */
async function fill({ database, people }: Evening, date: string) {
  return database.transact(async (tx) => {
    const slots = await tx.prisma.slot.findMany({
      where: { session: { date, kind: 'night', organisationId: people.place('拱北') } },
      orderBy: { startsAt: 'asc' },
    });
    const first: { appointmentId: string; by: Parameters<typeof bookPlace>[1]['by'] }[] = [];
    for (const { id: slotId } of slots) {
      const { id: residentId, by } = await createNeighbour(tx, { tags: ['高血压'] });
      first.push({ ...(await bookPlace(tx, { slotId, residentId, by })), by });
    }
    return first;
  });
}

/** 王秀英 waits for Wednesday evening; what comes back gives the first place free. */
async function waitingForOne(town: Evening): Promise<() => Promise<void>> {
  const [first] = await fill(town, '2026-03-04');
  await town.wang.says('周三晚上想看医生', '先排候补');
  await town.wang.says('确认', '排上候补', '您排在第1位');
  return async () => {
    if (first) await town.database.transact((tx) => cancelAppointment(tx, first));
  };
}
