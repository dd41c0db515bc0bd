import { describe, expect, test } from 'vitest';
import { arrive } from '#domain/clinics/arrive.ts';
import { affectedBy, closeSession } from '#domain/clinics/close-session.ts';
import { moveSession } from '#domain/clinics/move-session.ts';
import { nearestPlaces, sayPlace } from '#domain/clinics/nearest-places.ts';
import { substituteDoctor } from '#domain/clinics/substitute.ts';
import { joinWaitlist } from '#domain/clinics/waitlist.ts';
import { book, clockTo, neighbour, roster, sessionOn, slotAt, type Town, town } from '#tests/support/clinic.ts';
import { mustAddUp, pendingJobs, told } from '#tests/support/clinic-rows.ts';
import { engines } from '#tests/support/engines.ts';

const monday = '2026-03-02';
const tuesday = '2026-03-03';

/** Night clinics at 拱北 and 香湾 on Monday and Tuesday. */
async function twoCentres(options: Parameters<typeof town>[0] = {}): Promise<Town> {
  const at = await town(options);
  await roster(at, { weekdays: [1, 2] }, { weekdays: [1, 2], organisationId: at.xiangwan, doctorId: at.zhou });
  return at;
}

const sitting = (at: Town) => ({ staffId: at.chen });

async function close(at: Town, date = monday) {
  const { id: sessionId } = await sessionOn(at, date);
  return at.database.transact((tx) => closeSession(tx, { sessionId, reason: '医生外出' }, sitting(at)));
}

describe.each(engines)('closing a session on %s', (engine) => {
  test('is for the doctor who sits in it and who administers the place, not for colleagues', async () => {
    const at = await twoCentres({ engine });
    const { id: sessionId } = await sessionOn(at, monday);
    const closing = (staffId: string) =>
      at.database.transact((tx) => closeSession(tx, { sessionId, reason: '停电' }, { staffId }));
    for (const colleague of [at.lin, at.nurse, at.zhou])
      await expect(closing(colleague)).rejects.toMatchObject({ code: 'not-allowed' });
    await at.database.transact((tx) =>
      tx.prisma.staffRole.create({
        data: { staffId: at.lin, role: 'centre_administrator', organisationId: at.gongbei },
      }),
    );
    expect(await closing(at.lin)).toEqual({ told: 0 });
  });

  test('tells everyone booked at once and offers the nearest places: elsewhere the same evening, then the next days', async () => {
    const at = await twoCentres({ engine });
    const [wang, li] = [await neighbour(at, { name: '王秀英' }), await neighbour(at)];
    await book(at, wang, monday, '19:30');
    await book(at, li, monday, '19:45');
    expect(await close(at)).toEqual({ told: 2 });
    const [first] = await told(at.database, 'appointment.session-closed');
    expect(first?.text).toBe(
      [
        '王秀英您好，很抱歉，因医生外出，3月2日（周一）晚上7:30的夜门诊（香洲区拱北社区卫生服务中心）停诊，您的1号已取消。',
        '可以改约到：',
        '1. 3月2日（周一）晚上7:30 香湾',
        '2. 3月3日（周二）晚上7:30 拱北',
        '3. 3月3日（周二）晚上7:30 香湾',
        '4. 都不要',
        '请回复数字；过后再选请回复“改约”。',
      ].join('\n'),
    );
    const statuses = await at.database.read((tx) =>
      tx.prisma.appointment.findMany({ select: { status: true, cancelReason: true } }),
    );
    expect(statuses).toEqual([1, 2].map(() => ({ status: 'cancelled', cancelReason: 'session-closed' })));
    expect(await sessionOn(at, monday)).toMatchObject({ status: 'closed', taken: 0 });
    await mustAddUp(at);
  });

  test('notes the list on the accounts of those told, so that one number answers it', async () => {
    const at = await twoCentres({ engine });
    const wang = await neighbour(at);
    const { appointmentId } = await book(at, wang, monday, '19:30');
    await close(at);
    const contact = await at.database.read((tx) =>
      tx.prisma.contact.findUniqueOrThrow({ where: { id: wang.contactId } }),
    );
    const slotId = await slotAt(at, monday, '19:30', at.xiangwan);
    expect(contact.lastChoices).toMatchObject([
      { key: `dialogue:change-appointment:${appointmentId}/${slotId}`, label: '3月2日（周一）晚上7:30 香湾' },
      {},
      {},
      { key: `dialogue:change-appointment:${appointmentId}/none`, label: '都不要' },
    ]);
  });

  test('at the same moment as a booking leaves nobody behind: told, or refused', async () => {
    const at = await twoCentres({ engine });
    const people = await Promise.all(Array.from({ length: 6 }, () => neighbour(at)));
    const times = ['18:00', '18:15', '18:30', '18:45', '19:00', '19:15'];
    const [closed, ...asked] = await Promise.allSettled([
      close(at),
      ...people.map((who, index) => book(at, who, monday, times[index] ?? '')),
    ]);
    const booked = asked.filter(({ status }) => status === 'fulfilled').length;
    expect(closed).toMatchObject({ status: 'fulfilled', value: { told: booked } });
    expect(await told(at.database, 'appointment.session-closed')).toHaveLength(booked);
    expect(await at.database.read((tx) => tx.prisma.appointment.count({ where: { status: 'booked' } }))).toBe(0);
    await mustAddUp(at);
  });
});

describe('closing a session', () => {
  test('shows beforehand how many it touches', async () => {
    const at = await twoCentres();
    await book(at, await neighbour(at), monday, '19:30');
    const one = await neighbour(at);
    const { id: sessionId } = await sessionOn(at, monday);
    await at.database.transact((tx) => joinWaitlist(tx, { sessionId, residentId: one.id, by: one.by }));
    expect(await at.database.read((tx) => affectedBy(tx, sessionId))).toEqual({ booked: 1, waiting: 1 });
  });

  test('twice is refused, of one that is over too', async () => {
    const at = await twoCentres();
    await close(at);
    await expect(close(at)).rejects.toMatchObject({ code: 'session-closed' });
    clockTo(at, '2026-03-03T21:00');
    await expect(close(at, tuesday)).rejects.toMatchObject({ code: 'session-started' });
  });

  test('in the night before tells in the morning, when that is early enough; on the evening itself at once', async () => {
    const at = await twoCentres();
    await book(at, await neighbour(at), monday, '19:30');
    clockTo(at, '2026-03-01T23:00');
    await close(at);
    const [late] = await told(at.database, 'appointment.session-closed');
    expect(late?.dueAt).toEqual(new Date('2026-03-02T07:30:00+08:00'));
    await book(at, await neighbour(at), tuesday, '19:30');
    clockTo(at, '2026-03-03T17:55');
    await close(at, tuesday);
    const [, atOnce] = await told(at.database, 'appointment.session-closed');
    expect(atOnce?.dueAt).toEqual(new Date('2026-03-03T17:55:00+08:00'));
  });

  test('while it runs lets who is with the doctor be seen to the end', async () => {
    const at = await twoCentres();
    const [inside, waiting] = [await neighbour(at), await neighbour(at)];
    const one = await book(at, inside, monday, '18:00');
    await book(at, waiting, monday, '18:15');
    clockTo(at, '2026-03-02T18:00');
    await at.database.transact((tx) => arrive(tx, { appointmentId: one.appointmentId, by: inside.by }));
    const { callNext, finishAppointment } = await import('#domain/clinics/call.ts');
    const { id: sessionId } = await sessionOn(at, monday);
    await at.database.transact((tx) => callNext(tx, { sessionId, staffId: at.chen }));
    expect(await close(at)).toEqual({ told: 1 });
    await at.database.transact((tx) => finishAppointment(tx, { appointmentId: one.appointmentId, staffId: at.chen }));
    await mustAddUp(at);
  });

  test('says so when there is no place anywhere', async () => {
    const at = await town();
    await roster(at, { weekdays: [1] });
    await book(at, await neighbour(at), monday, '19:30');
    await close(at);
    expect((await told(at.database, 'appointment.session-closed'))[0]?.text).toContain(
      '最近几天暂时没有空号，急着看医生请打电话',
    );
  });

  test('tells who has no account by SMS to call', async () => {
    const at = await twoCentres();
    const wang = await neighbour(at, { unbound: true });
    await book(at, wang, monday, '19:30', { by: at.desk });
    await close(at);
    const [sms] = await told(at.database, 'appointment.session-closed');
    expect(sms?.recipientKind).toBe('phone');
    expect(sms?.text).toContain('要改约请打电话0756-5550001');
    expect(sms?.text).not.toContain('回复');
  });
});

describe('the nearest places', () => {
  test('leave out what is full, kept for others, or booked by the person already', async () => {
    const at = await town();
    await roster(
      at,
      { weekdays: [1] },
      { weekdays: [1], organisationId: at.xiangwan, doctorId: at.zhou, endTime: '18:15' },
      { weekdays: [2], organisationId: at.xiangwan, doctorId: at.zhou, endTime: '18:15', reservedPlaces: 1 },
      { weekdays: [3, 4] },
    );
    const wang = await neighbour(at);
    await book(at, await neighbour(at), monday, '18:00', { organisationId: at.xiangwan });
    await book(at, wang, '2026-03-04', '18:00');
    const lost = {
      kind: 'night' as const,
      date: monday,
      startsAt: new Date('2026-03-02T20:00:00+08:00'),
      organisationId: at.gongbei,
    };
    await close(at);
    const places = await at.database.read(async (tx) =>
      (await nearestPlaces(tx, wang.id, lost)).map((place) => sayPlace(tx, place)),
    );
    expect(places).toEqual(['3月5日（周四）晚上8:00 拱北']);
  });
});

describe('换人', () => {
  test('is told to everyone booked; their places stay', async () => {
    const at = await twoCentres();
    const wang = await neighbour(at, { name: '王秀英' });
    await book(at, wang, monday, '19:30');
    const { id: sessionId } = await sessionOn(at, monday);
    const told1 = await at.database.transact((tx) =>
      substituteDoctor(tx, { sessionId, doctorId: at.lin }, sitting(at)),
    );
    expect(told1).toEqual({ told: 1 });
    const [notice] = await told(at.database, 'appointment.doctor-changed');
    expect(notice?.text).toContain('改由林晓梅医生看诊（原来是陈志远医生）');
    expect(await sessionOn(at, monday)).toMatchObject({ doctorId: at.lin, taken: 1 });
  });

  test('by who sits elsewhere at that time is refused', async () => {
    const at = await twoCentres();
    const { id: sessionId } = await sessionOn(at, monday);
    await expect(
      at.database.transact((tx) => substituteDoctor(tx, { sessionId, doctorId: at.zhou }, sitting(at))),
    ).rejects.toMatchObject({ code: 'doctor-elsewhere' });
  });
});

describe('moving a session', () => {
  test('moves every slot and number with it, tells everyone, and reminds at the new time', async () => {
    const at = await twoCentres();
    const wang = await neighbour(at, { name: '王秀英' });
    const { appointmentId } = await book(at, wang, monday, '19:30');
    const { id: sessionId } = await sessionOn(at, monday);
    const move = { sessionId, startTime: '18:15', reason: '停电' };
    expect(await at.database.transact((tx) => moveSession(tx, move, sitting(at)))).toEqual({ told: 1 });
    const moved = await sessionOn(at, monday);
    expect(moved.startsAt).toEqual(new Date('2026-03-02T18:15:00+08:00'));
    expect(moved.slots[0]?.startsAt).toEqual(moved.startsAt);
    const [notice] = await told(at.database, 'appointment.moved');
    expect(notice?.text).toContain(
      '因停电，您3月2日（周一）晚上7:30，香洲区拱北社区卫生服务中心的夜门诊改为：3月2日（周一）晚上7:45，1号',
    );
    expect((await pendingJobs(at, 'appointment.remind')).map(({ dueAt }) => dueAt)).toEqual([
      new Date('2026-03-02T17:45:00+08:00'),
    ]);
    expect((await pendingJobs(at, 'appointment.miss')).map(({ dueAt }) => dueAt)).toEqual([
      new Date('2026-03-02T20:00:00+08:00'),
    ]);
    const kept = await at.database.read((tx) =>
      tx.prisma.appointment.findUniqueOrThrow({ where: { id: appointmentId } }),
    );
    expect(kept).toMatchObject({ status: 'booked', number: 1 });
  });

  test('to a time at which the doctor sits elsewhere is refused', async () => {
    const at = await town();
    await roster(
      at,
      { weekdays: [1], endTime: '19:00' },
      { weekdays: [1], organisationId: at.xiangwan, startTime: '19:30', endTime: '21:00' },
    );
    const { id: sessionId } = await sessionOn(at, monday);
    const move = { sessionId, startTime: '19:00', reason: '停电' };
    await expect(at.database.transact((tx) => moveSession(tx, move, sitting(at)))).rejects.toMatchObject({
      code: 'doctor-elsewhere',
    });
  });

  test('is for staff of both places', async () => {
    const at = await twoCentres();
    const { id: sessionId } = await sessionOn(at, monday);
    const move = { sessionId, organisationId: at.xiangwan, reason: '停电' };
    await expect(at.database.transact((tx) => moveSession(tx, move, sitting(at)))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});
