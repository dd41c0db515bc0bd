import { describe, expect, test } from 'vitest';
import { endAbsence } from '#domain/absences/end.ts';
import { type NewAbsence, recordAbsence } from '#domain/absences/record.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { workOf } from '#domain/clinics/work.ts';
import { applicationsFor } from '#domain/contracts/applications.ts';
import { accept } from '#domain/contracts/accept.ts';
import { book, clockTo, neighbour, roster, sessionOn, type Town, town } from '#tests/support/clinic.ts';
import { told } from '#tests/support/clinic-rows.ts';
import { contractTown } from '#tests/support/contract-town.ts';
import { engines } from '#tests/support/engines.ts';

const monday = '2026-03-02';
const tuesday = '2026-03-03';

const away = (at: Town, more: Partial<NewAbsence> = {}) =>
  at.database.transact((tx) =>
    recordAbsence(tx, {
      staffId: at.chen,
      coverId: at.lin,
      fromDate: monday,
      toDate: tuesday,
      reason: '培训进修',
      by: at.chen,
      ...more,
    }),
  );

describe('while a doctor is away', () => {
  test('the cover sits in their clinics and everybody booked is told who', async () => {
    const at = await town();
    await roster(at, {});
    const wang = await neighbour(at);
    await book(at, wang, monday, '18:00');
    expect(await away(at)).toEqual({ takenOver: 2, closed: 0, told: 1 });
    expect((await sessionOn(at, monday)).doctorId).toBe(at.lin);
    expect((await sessionOn(at, '2026-03-04')).doctorId).toBe(at.chen);
    const [change] = await told(at.database, 'appointment.doctor-changed');
    expect(change?.text).toContain('林晓梅');
    const [cover] = await told(at.database, 'absence.cover');
    expect(cover).toMatchObject({ recipientId: at.lin });
    expect(cover?.text).toContain('陈志远3月2日（周一）至3月3日（周二）不在岗，由您代班');
    expect(cover?.text).toContain('另有2场门诊由您坐诊');
  });

  test('a clinic that nobody can hold is closed with other places offered', async () => {
    const at = await town();
    await roster(at, {}, { doctorId: at.lin, weekdays: [1], organisationId: at.gongbei });
    const wang = await neighbour(at);
    const slot = await at.database.read((tx) =>
      tx.prisma.slot.findFirstOrThrow({ where: { session: { doctorId: at.chen, date: monday } } }),
    );
    await at.database.transact((tx) => bookPlace(tx, { slotId: slot.id, residentId: wang.id, by: wang.by }));
    // 林晓梅 sits elsewhere on Monday, and can stand in on Tuesday only.
    expect(await away(at)).toEqual({ takenOver: 1, closed: 1, told: 1 });
    const [closed] = await told(at.database, 'appointment.session-closed');
    expect(closed?.text).toContain('医生不在岗');
    expect(closed?.text).not.toContain('培训');
    expect(closed?.text).toMatch(/1\. 3月\d日/u);
  });

  test('sessions that open meanwhile open with the cover, and not at all without one', async () => {
    const at = await town();
    await roster(at, {});
    await away(at, { fromDate: '2026-03-09', toDate: '2026-03-09' });
    await away(at, { fromDate: '2026-03-10', toDate: '2026-03-10', coverId: null });
    clockTo(at, '2026-03-03T09:00');
    await at.database.transact(openSessionsAhead);
    expect((await sessionOn(at, '2026-03-09')).doctorId).toBe(at.lin);
    const tenth = await at.database.read((tx) => tx.prisma.clinicSession.count({ where: { date: '2026-03-10' } }));
    expect(tenth).toBe(0);
  });

  test('the cover’s list says for whom; after an early return nothing is the cover’s any more', async () => {
    const at = await town();
    await away(at, { fromDate: '2026-03-01', toDate: tuesday });
    const lines = () => at.database.read(async (tx) => (await workOf(tx, at.lin)).map(({ text }) => text));
    expect(await lines()).toContain('代班：替陈志远，到3月3日（周二）');
    const absence = await at.database.read((tx) => tx.prisma.absence.findFirstOrThrow());
    const end = () => at.database.transact((tx) => endAbsence(tx, { absenceId: absence.id, by: at.chen }));
    await end();
    expect(await lines()).toEqual([]);
    expect(await told(at.database, 'absence.cover-over')).toMatchObject([{ recipientId: at.lin }]);
    await expect(end()).rejects.toMatchObject({ code: 'absence-over' });
  });

  test('applications to sign are the cover’s to answer', async () => {
    const at = await contractTown({ start: '2026-03-02T09:00:00+08:00' });
    await at.transact((tx) =>
      recordAbsence(tx, {
        staffId: at.ids.linXiaomei,
        coverId: at.ids.chenZhiyuan,
        fromDate: monday,
        toDate: tuesday,
        reason: '休假',
        by: at.ids.linXiaomei,
      }),
    );
    const residentId = await at.neighbour(1);
    const { contractId } = await at.sign({ residentId, doctorId: at.ids.linXiaomei });
    expect(await at.told('contract.review')).toMatchObject([{ recipientId: at.ids.chenZhiyuan }]);
    const [application] = await at.read((tx) => applicationsFor(tx, at.ids.chenZhiyuan));
    expect(application).toMatchObject({ contractId, isOwn: true, doctorName: '林晓梅' });
    await at.transact((tx) => accept(tx, { contractId, staffId: at.ids.chenZhiyuan }));
  });
});

describe('an absence is refused', () => {
  test.each<[string, Partial<NewAbsence>, string]>([
    ['in the past', { fromDate: '2026-02-28' }, 'absence-dates'],
    ['backwards', { fromDate: tuesday, toDate: monday }, 'absence-dates'],
    ['longer than the rules allow', { toDate: '2026-12-31' }, 'absence-dates'],
  ])('%s', async (_, more, code) => {
    const at = await town();
    await expect(away(at, more)).rejects.toMatchObject({ code });
  });

  test('where it overlaps another, where the cover is away, and by who neither leads nor administers', async () => {
    const at = await town();
    await away(at, { staffId: at.lin, coverId: at.chen, by: at.lin, fromDate: tuesday, toDate: tuesday });
    await expect(away(at)).rejects.toMatchObject({ code: 'cover-away' });
    await away(at, { coverId: null });
    await expect(away(at, { coverId: null, fromDate: tuesday })).rejects.toMatchObject({ code: 'absence-overlaps' });
    await expect(away(at, { by: at.nurse, fromDate: '2026-03-05', toDate: '2026-03-05' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe.each(engines)('on %s', (engine) => {
  test('of two who record overlapping absences at once one does', async () => {
    const at = await town({ engine });
    const results = await Promise.allSettled([
      away(at, { coverId: null }),
      away(at, { coverId: at.lin, fromDate: tuesday }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await at.database.read((tx) => tx.prisma.absence.count())).toBe(1);
  });
});
