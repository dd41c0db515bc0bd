import { describe, expect, test } from 'vitest';
import { openAppointments } from '#domain/clinics/appointment.ts';
import { cancelAppointment } from '#domain/clinics/cancel.ts';
import { changeAppointment } from '#domain/clinics/change.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { actsFor, book, clockTo, neighbour, roster, sessionOn, slotAt, town } from '#tests/support/clinic.ts';
import { mustAddUp, told } from '#tests/support/clinic-rows.ts';
import { engines } from '#tests/support/engines.ts';

const monday = '2026-03-02';
const tuesday = '2026-03-03';
const wednesday = '2026-03-04';

describe.each(engines)('a booking on %s', (engine) => {
  test('gives number, time and place, and takes exactly one place', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const wang = await neighbour(at, { name: '王秀英' });
    const booked = await book(at, wang, monday, '19:30');
    expect(booked).toMatchObject({ number: 1, startsAt: new Date('2026-03-02T19:30:00+08:00') });
    expect(await sessionOn(at, monday)).toMatchObject({ taken: 1, nextNumber: 2 });
    const [open] = await at.database.read((tx) => openAppointments(tx, [wang.id]));
    expect(open).toMatchObject({
      id: booked.appointmentId,
      number: 1,
      session: { organisation: { shortName: '拱北' } },
    });
    await mustAddUp(at);
  });

  test('of a taken slot is refused and changes nothing', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const [first, second] = [await neighbour(at), await neighbour(at)];
    await book(at, first, monday, '19:30');
    await expect(book(at, second, monday, '19:30')).rejects.toMatchObject({ code: 'slot-taken' });
    expect(await sessionOn(at, monday)).toMatchObject({ taken: 1, nextNumber: 2 });
    expect(await at.database.read((tx) => openAppointments(tx, [second.id]))).toEqual([]);
  });

  test('is never the second of one person in a session', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const wang = await neighbour(at);
    await book(at, wang, monday, '19:30');
    await expect(book(at, wang, monday, '20:00')).rejects.toMatchObject({ code: 'booked-in-session' });
  });

  test('is at most the second open one of a person, whoever books', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const wang = await neighbour(at);
    await book(at, wang, monday, '19:30');
    await book(at, wang, tuesday, '19:30');
    await expect(book(at, wang, wednesday, '19:30')).rejects.toMatchObject({
      code: 'too-many-bookings',
      details: { most: '2' },
    });
    await expect(book(at, wang, wednesday, '19:30', { by: at.desk })).rejects.toMatchObject({
      code: 'too-many-bookings',
    });
  });

  test('is never at the same time as another one of the person', async () => {
    const at = await town({ engine });
    await roster(at, {}, { organisationId: at.xiangwan, doctorId: at.zhou });
    const wang = await neighbour(at);
    await book(at, wang, monday, '19:30');
    const elsewhere = { organisationId: at.xiangwan };
    await expect(book(at, wang, monday, '19:30', elsewhere)).rejects.toMatchObject({ code: 'booked-at-that-time' });
    await book(at, wang, monday, '19:45', elsewhere);
  });

  test('by somebody who asks three times at once is one', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const wang = await neighbour(at);
    const times = ['18:00', '18:15', '18:30'];
    const asked = await Promise.allSettled(times.map((time) => book(at, wang, monday, time)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await sessionOn(at, monday)).toMatchObject({ taken: 1 });
  });

  test('of three evenings at once is two', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const wang = await neighbour(at);
    const asked = await Promise.allSettled([monday, tuesday, wednesday].map((date) => book(at, wang, date, '18:00')));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await at.database.read((tx) => openAppointments(tx, [wang.id]))).toHaveLength(2);
    await mustAddUp(at);
  });
});

describe('a booking', () => {
  test('opens seven days ahead', async () => {
    const at = await town();
    await roster(at, { weekdays: [1] });
    const wang = await neighbour(at);
    clockTo(at, '2026-03-02T00:10');
    await at.database.transact(openSessionsAhead);
    await book(at, wang, '2026-03-09', '18:00');
    const early = await town({ start: '2026-03-01T18:00:00+08:00' });
    await roster(early, {});
    const li = await neighbour(early);
    // A session that somebody opened by hand for a later date.
    const { id } = await sessionOn(early, '2026-03-06');
    await early.database.transact((tx) =>
      tx.prisma.clinicSession.update({ where: { id }, data: { date: '2026-03-20' } }),
    );
    await expect(book(early, li, '2026-03-20', '18:00')).rejects.toMatchObject({
      code: 'session-not-open-yet',
      details: { opensOn: '2026-03-13' },
    });
  });

  test('is possible until the slot begins', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    clockTo(at, '2026-03-02T19:30');
    await expect(book(at, wang, monday, '19:30')).rejects.toMatchObject({ code: 'session-started' });
    await book(at, wang, monday, '19:45');
  });

  test('of a closed session is refused', async () => {
    const at = await town();
    await roster(at, {});
    const { id } = await sessionOn(at, monday);
    await at.database.transact((tx) => tx.prisma.clinicSession.update({ where: { id }, data: { status: 'closed' } }));
    await expect(book(at, await neighbour(at), monday, '19:30')).rejects.toMatchObject({ code: 'session-closed' });
  });

  test('for somebody who has died is refused', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    await at.database.transact((tx) =>
      tx.prisma.resident.update({ where: { id: wang.id }, data: { diedOn: '2026-02-01' } }),
    );
    await expect(book(at, wang, monday, '19:30', { by: at.desk })).rejects.toMatchObject({ code: 'resident-deceased' });
  });

  test('for family needs that they may book; both are told of what the other did', async () => {
    const at = await town();
    await roster(at, {});
    const mother = await neighbour(at, { name: '王秀英', birthDate: '1958-03-12' });
    const son = await neighbour(at, { name: '王建军' });
    await expect(book(at, mother, monday, '19:30', { by: son.by })).rejects.toMatchObject({ code: 'not-allowed' });
    await actsFor(at, son, mother, 'agent');
    await book(at, mother, monday, '19:30', { by: son.by });
    const texts = await told(at.database, 'appointment.booked');
    expect(texts).toHaveLength(1);
    expect(texts[0]?.text).toContain('王秀英您好，已为您约好3月2日（周一）晚上7:30的夜门诊，1号');
    expect(texts[0]?.text).toContain('身份证、医保卡');
  });

  test('代预约: by staff where their role reaches, told to the resident with how to give it back', async () => {
    const at = await town();
    await roster(at, {}, { organisationId: at.xiangwan, doctorId: at.zhou });
    const wang = await neighbour(at, { unbound: true, phone: '13800000001' });
    await book(at, wang, monday, '19:30', { by: at.desk });
    const [sms] = await told(at.database, 'appointment.booked');
    expect(sms).toMatchObject({ recipientKind: 'phone', residentId: wang.id });
    // A short message cannot be answered: it names the phone.
    expect(sms?.text).toContain('不去了请打电话0756-5550001');
    await expect(book(at, wang, tuesday, '19:30', { by: at.desk, organisationId: at.xiangwan })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('is written into the audit without a name', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at, { name: '王秀英' });
    await book(at, wang, monday, '19:30');
    const entries = await at.database.read((tx) =>
      tx.prisma.auditEntry.findMany({ where: { action: 'appointment.booked' } }),
    );
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain('王秀英');
  });
});

describe.each(engines)('giving back on %s', (engine) => {
  test('is possible until the visit starts, and frees the place', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const [wang, li] = [await neighbour(at), await neighbour(at)];
    const { appointmentId } = await book(at, wang, monday, '19:30');
    await at.database.transact((tx) => cancelAppointment(tx, { appointmentId, by: wang.by }));
    expect(await sessionOn(at, monday)).toMatchObject({ taken: 0 });
    const again = await book(at, li, monday, '19:30');
    expect(again.number).toBe(2);
    clockTo(at, '2026-03-02T19:30');
    await expect(
      at.database.transact((tx) => cancelAppointment(tx, { appointmentId: again.appointmentId, by: li.by })),
    ).rejects.toMatchObject({ code: 'session-started' });
  });

  test('twice gives back one place', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const wang = await neighbour(at);
    const { appointmentId } = await book(at, wang, monday, '19:30');
    await book(at, await neighbour(at), monday, '19:45');
    const twice = await Promise.allSettled(
      [1, 2].map(() => at.database.transact((tx) => cancelAppointment(tx, { appointmentId, by: wang.by }))),
    );
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await sessionOn(at, monday)).toMatchObject({ taken: 1 });
    await mustAddUp(at);
  });

  test('a change is both or nothing', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const [wang, li] = [await neighbour(at), await neighbour(at)];
    const { appointmentId } = await book(at, wang, monday, '19:30');
    await book(at, li, tuesday, '19:30');
    const change = async (date: string, time: string) => {
      const slotId = await slotAt(at, date, time);
      return at.database.transact((tx) => changeAppointment(tx, { appointmentId, slotId, by: wang.by }));
    };
    await expect(change(tuesday, '19:30')).rejects.toMatchObject({ code: 'slot-taken' });
    expect((await at.database.read((tx) => openAppointments(tx, [wang.id]))).map(({ id }) => id)).toEqual([
      appointmentId,
    ]);
    const changed = await change(monday, '20:00');
    const open = await at.database.read((tx) => openAppointments(tx, [wang.id]));
    expect(open.map(({ id, startsAt }) => [id, startsAt])).toEqual([
      [changed.appointmentId, new Date('2026-03-02T20:00:00+08:00')],
    ]);
    expect(await sessionOn(at, monday)).toMatchObject({ taken: 1 });
    await expect(change(tuesday, '20:00')).rejects.toMatchObject({ code: 'appointment-state-changed' });
    await mustAddUp(at);
  });
});

describe('giving back', () => {
  test('of somebody else’s visit is not allowed', async () => {
    const at = await town();
    await roster(at, {});
    const [wang, li] = [await neighbour(at), await neighbour(at)];
    const { appointmentId } = await book(at, wang, monday, '19:30');
    await expect(
      at.database.transact((tx) => cancelAppointment(tx, { appointmentId, by: li.by })),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('with two bookings leaves room for a change of one', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    const { appointmentId } = await book(at, wang, monday, '19:30');
    await book(at, wang, tuesday, '19:30');
    const slotId = await slotAt(at, wednesday, '19:30');
    await at.database.transact((tx) => changeAppointment(tx, { appointmentId, slotId, by: wang.by }));
    expect(await at.database.read((tx) => openAppointments(tx, [wang.id]))).toHaveLength(2);
  });

  test('by the desk is told to the resident', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    const { appointmentId } = await book(at, wang, monday, '19:30');
    await at.database.transact((tx) => cancelAppointment(tx, { appointmentId, by: at.desk }));
    expect((await told(at.database, 'appointment.cancelled')).map(({ residentId }) => residentId)).toEqual([wang.id]);
  });
});
