import { describe, expect, test } from 'vitest';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { createSchedule, exceptFromSchedule } from '#domain/clinics/schedule.ts';
import { releaseReserved } from '#domain/clinics/release-reserved.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { Refusal } from '#domain/refusal.ts';
import { engines } from '#tests/support/engines.ts';
import { neighbour, nightClinic, roster, sessionOn, signs, slotAt, town } from '#tests/support/clinic.ts';
import { told } from '#tests/support/clinic-rows.ts';

describe.each(engines)('sessions on %s', (engine) => {
  test('are opened seven days ahead, with a slot every fifteen minutes', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const dates = await at.database.read((tx) =>
      tx.prisma.clinicSession.findMany({ orderBy: { date: 'asc' }, include: { slots: true } }),
    );
    // The first evening is a Sunday: Monday to Friday, and the Sunday and Monday after it as far as they are within seven days.
    expect(dates.map(({ date }) => date)).toEqual([
      '2026-03-02',
      '2026-03-03',
      '2026-03-04',
      '2026-03-05',
      '2026-03-06',
    ]);
    expect(dates.map(({ slots, places, taken }) => [slots.length, places, taken])).toEqual(
      dates.map(() => [12, 12, 0]),
    );
  });

  test('are opened once, however often and by however many it is asked', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const opened = await Promise.all([1, 2, 3].map(() => at.database.transact(openSessionsAhead)));
    expect(opened).toEqual([0, 0, 0]);
    at.clock.moveTo(new Date('2026-03-02T00:10:00+08:00'));
    const next = await Promise.all([1, 2, 3].map(() => at.database.transact(openSessionsAhead)));
    expect(next.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect((await sessionOn(at, '2026-03-09')).slots).toHaveLength(12);
  });

  test('are not opened on a date that is excepted, and one that was open is closed', async () => {
    const at = await town({ engine });
    const [scheduleId = ''] = await roster(at, {});
    const reader = await neighbour(at);
    await at.database.transact(async (tx) =>
      bookPlace(tx, { slotId: await slotAt(at, '2026-03-03', '18:00'), residentId: reader.id, by: reader.by }),
    );
    const by = { staffId: at.chen };
    const count = await at.database.transact((tx) =>
      exceptFromSchedule(tx, { scheduleId, date: '2026-03-03', reason: '诊室维修' }, by),
    );
    expect(count).toBe(1);
    expect((await sessionOn(at, '2026-03-03')).status).toBe('closed');
    expect((await told(at.database, 'appointment.session-closed')).map(({ text }) => text)[0]).toContain('诊室维修');
    await at.database.transact((tx) =>
      exceptFromSchedule(tx, { scheduleId, date: '2026-03-09', reason: '诊室维修' }, by),
    );
    at.clock.moveTo(new Date('2026-03-02T00:10:00+08:00'));
    expect(await at.database.transact(openSessionsAhead)).toBe(0);
  });

  test('of a schedule that follows the working calendar rest on holidays and are held on the weekend worked instead', async () => {
    const at = await town({ engine, start: '2026-05-03T08:00:00+08:00' });
    await roster(at, { followsWorkingCalendar: true });
    const dates = await at.database.read((tx) => tx.prisma.clinicSession.findMany({ orderBy: { date: 'asc' } }));
    // 1–5 May is a holiday, Saturday 9 May is worked.
    expect(dates.map(({ date }) => date)).toEqual(['2026-05-06', '2026-05-07', '2026-05-08', '2026-05-09']);
  });

  test('of this evening are opened at the start of the program while they last', async () => {
    const at = await town({ engine, start: '2026-03-02T20:00:00+08:00' });
    await roster(at, {});
    expect((await sessionOn(at, '2026-03-02')).slots).toHaveLength(12);
    const later = await town({ engine, start: '2026-03-02T21:00:00+08:00' });
    await roster(later, {});
    await expect(sessionOn(later, '2026-03-02')).rejects.toThrow();
  });

  test('a doctor is never rostered at two places at once', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const elsewhere = nightClinic(at, {
      organisationId: at.xiangwan,
      weekdays: [5],
      startTime: '20:30',
      endTime: '21:30',
    });
    await expect(at.database.transact((tx) => createSchedule(tx, elsewhere, {}))).rejects.toThrow('doctor-elsewhere');
    const both = await Promise.allSettled(
      [at.xiangwan, at.meihua].map((organisationId) =>
        at.database.transact((tx) =>
          createSchedule(tx, nightClinic(at, { organisationId, weekdays: [6], doctorId: at.zhou }), {}),
        ),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a schedule without room for one slot is a mistake', async () => {
    const at = await town({ engine });
    const short = nightClinic(at, { endTime: '18:10' });
    await expect(at.database.transact((tx) => createSchedule(tx, short, {}))).rejects.toThrow(RangeError);
  });
});

describe('places kept for signed and priority residents', () => {
  const monday = '2026-03-02';

  test('are not given to others before noon, and are to them', async () => {
    const at = await town();
    await roster(at, { endTime: '18:45', reservedPlaces: 2 });
    const [plain, other, elder, signed, late] = [
      await neighbour(at),
      await neighbour(at),
      await neighbour(at, { birthDate: '1950-01-01' }),
      await neighbour(at),
      await neighbour(at, { tags: ['高血压'] }),
    ];
    await signs(at, signed);
    const book = async (who: typeof plain, time: string) => {
      const slotId = await slotAt(at, monday, time);
      return at.database.transact((tx) => bookPlace(tx, { slotId, residentId: who.id, by: who.by }));
    };
    await book(plain, '18:00');
    const refusal = await book(other, '18:15').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'session-full', details: { keptUntil: '12:00' } });
    await book(elder, '18:15');
    await book(signed, '18:30');
    await expect(book(late, '18:30')).rejects.toMatchObject({ code: 'session-full', details: {} });
    expect(await sessionOn(at, monday)).toMatchObject({ taken: 3, reserved: 0 });
  });

  test('are everybody’s from noon of the day, by the job that was asked for', async () => {
    const at = await town();
    await roster(at, { reservedPlaces: 2 });
    const { id } = await sessionOn(at, monday);
    const job = await at.database.read((tx) =>
      tx.prisma.job.findFirstOrThrow({
        where: { name: 'session.release-reserved', payload: { equals: { sessionId: id } } },
      }),
    );
    expect(job.dueAt).toEqual(new Date('2026-03-02T12:00:00+08:00'));
    expect(await at.database.transact((tx) => releaseReserved(tx, id))).toBe('moved');
    at.clock.moveTo(job.dueAt);
    expect(await at.database.transact((tx) => releaseReserved(tx, id))).toBeUndefined();
    expect((await sessionOn(at, monday)).reserved).toBe(0);
    expect(await at.database.transact((tx) => releaseReserved(tx, id))).toBe('nothing-kept');
  });

  test('of a session in the morning are released when it starts', async () => {
    const at = await town();
    await roster(at, { kind: 'expert', startTime: '08:30', endTime: '11:30', reservedPlaces: 2 });
    const jobs = await at.database.read((tx) =>
      tx.prisma.job.findMany({ where: { name: 'session.release-reserved' }, orderBy: { dueAt: 'asc' } }),
    );
    expect(jobs[0]?.dueAt).toEqual(new Date('2026-03-02T08:30:00+08:00'));
  });
});
