import { describe, expect, test } from 'vitest';
import { arrive, undoArrive } from '#domain/clinics/arrive.ts';
import { callAppointment, callNext, finishAppointment } from '#domain/clinics/call.ts';
import { noteMissed, noteMissedByStaff } from '#domain/clinics/miss.ts';
import { closeOutBefore } from '#domain/clinics/session.sql.ts';
import { book, clockTo, type Neighbour, neighbour, roster, sessionOn, type Town, town } from '#tests/support/clinic.ts';
import { pendingJobs, told } from '#tests/support/clinic-rows.ts';
import { engines } from '#tests/support/engines.ts';

const monday = '2026-03-02';

async function statusOf(at: Town, id: string) {
  return (await at.database.read((tx) => tx.prisma.appointment.findUniqueOrThrow({ where: { id } }))).status;
}

const comes = (at: Town, who: Neighbour, appointmentId: string) =>
  at.database.transact((tx) => arrive(tx, { appointmentId, by: who.by }));

describe.each(engines)('the day of the clinic on %s', (engine) => {
  test('签到 from an hour before, by chat or at the desk, and taken back', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const wang = await neighbour(at);
    const { appointmentId } = await book(at, wang, monday, '19:30');
    clockTo(at, '2026-03-02T18:29');
    await expect(comes(at, wang, appointmentId)).rejects.toMatchObject({
      code: 'too-early-to-arrive',
      details: { from: '18:30' },
    });
    clockTo(at, '2026-03-02T18:30');
    expect(await comes(at, wang, appointmentId)).toMatchObject({ status: 'arrived' });
    await expect(comes(at, wang, appointmentId)).rejects.toMatchObject({ code: 'appointment-state-changed' });
    await at.database.transact((tx) => undoArrive(tx, { appointmentId, by: at.desk }));
    expect(await statusOf(at, appointmentId)).toBe('booked');
    await at.database.transact((tx) => arrive(tx, { appointmentId, by: at.desk }));
    expect(await statusOf(at, appointmentId)).toBe('arrived');
  });

  test('下一位 calls those who have arrived by their time, tells them, and ends the one before', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const [late, early, absent] = [
      await neighbour(at, { name: '李建国' }),
      await neighbour(at, { name: '王秀英' }),
      await neighbour(at),
    ];
    const one = await book(at, late, monday, '18:30');
    const two = await book(at, early, monday, '18:15');
    const three = await book(at, absent, monday, '18:00');
    clockTo(at, '2026-03-02T18:05');
    await comes(at, late, one.appointmentId);
    await comes(at, early, two.appointmentId);
    const sessionId = (await sessionOn(at, monday)).id;
    const next = () => at.database.transact((tx) => callNext(tx, { sessionId, staffId: at.chen }));
    expect(await next()).toMatchObject({ finished: [], called: { number: 2 } });
    const [called] = await told(at.database, 'appointment.called');
    expect(called?.text).toBe('请2号王秀英现在到陈志远医生的诊室。没听到叫号请问一下护士。');
    expect(await next()).toMatchObject({ finished: [2], called: { number: 1 } });
    expect(await next()).toMatchObject({ finished: [1], called: undefined });
    expect(await statusOf(at, one.appointmentId)).toBe('attended');
    expect(await statusOf(at, three.appointmentId)).toBe('booked');
  });

  test('two presses of 下一位 at once call two people, none twice', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const people = [await neighbour(at), await neighbour(at)];
    const times = ['18:00', '18:15'];
    clockTo(at, '2026-03-02T17:50');
    for (const [index, who] of people.entries()) {
      const { appointmentId } = await book(at, who, monday, times[index] ?? '');
      await comes(at, who, appointmentId);
    }
    const sessionId = (await sessionOn(at, monday)).id;
    await Promise.all([1, 2].map(() => at.database.transact((tx) => callNext(tx, { sessionId, staffId: at.chen }))));
    expect(await told(at.database, 'appointment.called')).toHaveLength(2);
  });
});

describe('the day of the clinic', () => {
  test('叫号 3 calls again who did not hear it; who has not arrived is not called', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    const { appointmentId } = await book(at, wang, monday, '18:00');
    clockTo(at, '2026-03-02T17:50');
    const call = () => at.database.transact((tx) => callAppointment(tx, { appointmentId, staffId: at.nurse }));
    await expect(call()).rejects.toMatchObject({ code: 'appointment-state-changed', details: { status: 'booked' } });
    await comes(at, wang, appointmentId);
    await call();
    clockTo(at, '2026-03-02T17:52');
    await call();
    expect(await told(at.database, 'appointment.called')).toHaveLength(2);
    await at.database.transact((tx) => finishAppointment(tx, { appointmentId, staffId: at.nurse }));
    await expect(call()).rejects.toMatchObject({ code: 'appointment-state-changed', details: { status: 'attended' } });
  });

  test('is for staff whose role reaches the place', async () => {
    const at = await town();
    await roster(at, {});
    const { id: sessionId } = await sessionOn(at, monday);
    await expect(at.database.transact((tx) => callNext(tx, { sessionId, staffId: at.zhou }))).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('who has not come fifteen minutes after the slot has missed it, by the job', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at, { name: '王秀英' });
    const { appointmentId } = await book(at, wang, monday, '18:00');
    const [job] = await pendingJobs(at, 'appointment.miss');
    expect(job?.dueAt).toEqual(new Date('2026-03-02T18:15:00+08:00'));
    clockTo(at, '2026-03-02T18:15');
    expect(await at.database.transact((tx) => noteMissed(tx, appointmentId))).toBeUndefined();
    expect(await statusOf(at, appointmentId)).toBe('no_show');
    expect((await told(at.database, 'appointment.missed'))[0]?.text).toContain('您没有来，号已经过时');
    await expect(comes(at, wang, appointmentId)).rejects.toMatchObject({ code: 'appointment-state-changed' });
  });

  test('who has arrived has not missed it, however late the doctor runs', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    const { appointmentId } = await book(at, wang, monday, '18:00');
    clockTo(at, '2026-03-02T17:55');
    await comes(at, wang, appointmentId);
    clockTo(at, '2026-03-02T18:40');
    expect(await at.database.transact((tx) => noteMissed(tx, appointmentId))).toBe('already-arrived');
  });

  test('while the doctor runs late and is with those before, nobody has missed a later slot', async () => {
    const at = await town();
    await roster(at, {});
    const [before, after] = [await neighbour(at), await neighbour(at)];
    const one = await book(at, before, monday, '18:00');
    const two = await book(at, after, monday, '18:15');
    clockTo(at, '2026-03-02T18:00');
    await comes(at, before, one.appointmentId);
    clockTo(at, '2026-03-02T18:30');
    expect(await at.database.transact((tx) => noteMissed(tx, two.appointmentId))).toBe('doctor-late');
    expect((await pendingJobs(at, 'appointment.miss')).at(-1)?.dueAt).toEqual(new Date('2026-03-02T18:45:00+08:00'));
    await comes(at, after, two.appointmentId);
    expect(await statusOf(at, two.appointmentId)).toBe('arrived');
  });

  test('未到 3 by the desk counts once the slot has begun', async () => {
    const at = await town();
    await roster(at, {});
    const { appointmentId } = await book(at, await neighbour(at), monday, '18:00');
    const missed = () => at.database.transact((tx) => noteMissedByStaff(tx, { appointmentId, staffId: at.nurse }));
    await expect(missed()).rejects.toMatchObject({ code: 'too-early-to-arrive' });
    clockTo(at, '2026-03-02T18:00');
    await missed();
    expect(await statusOf(at, appointmentId)).toBe('no_show');
  });

  test('what nobody ended by hand is ended the night after: who arrived was seen, nothing is held against the others', async () => {
    const at = await town();
    await roster(at, {});
    const [came, forgotten] = [await neighbour(at), await neighbour(at)];
    const one = await book(at, came, monday, '18:00');
    const two = await book(at, forgotten, monday, '18:15');
    clockTo(at, '2026-03-02T18:00');
    await comes(at, came, one.appointmentId);
    expect(await at.database.transact((tx) => closeOutBefore(tx, '2026-03-02'))).toBe(0);
    clockTo(at, '2026-03-03T00:10');
    expect(await at.database.transact((tx) => closeOutBefore(tx, '2026-03-03'))).toBe(2);
    expect([await statusOf(at, one.appointmentId), await statusOf(at, two.appointmentId)]).toEqual([
      'attended',
      'cancelled',
    ]);
  });
});
