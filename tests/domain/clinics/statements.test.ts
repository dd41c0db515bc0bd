import { describe, expect, test } from 'vitest';
import { arrive } from '#domain/clinics/arrive.ts';
import { bookableSessions } from '#domain/clinics/bookable.sql.ts';
import { cancelAppointment } from '#domain/clinics/cancel.ts';
import { nextOpening } from '#domain/clinics/next-opening.ts';
import { personOf } from '#domain/clinics/person.sql.ts';
import { closeOutBefore } from '#domain/clinics/session.sql.ts';
import { joinWaitlist } from '#domain/clinics/waitlist.ts';
import { book, clockTo, neighbour, roster, sessionOn, signs, town } from '#tests/support/clinic.ts';
import { engines } from '#tests/support/engines.ts';

const monday = '2026-03-02';

describe.each(engines)('what is read and ended by set statements, on %s', (engine) => {
  test('the list of what can be booked leaves out what is taken, over, closed or kept for others', async () => {
    const at = await town({ engine });
    await roster(at, { weekdays: [1, 2], endTime: '18:45', reservedPlaces: 1 }, { kind: 'expert', weekdays: [3] });
    const [plain, elder, signed] = [
      await neighbour(at),
      await neighbour(at, { birthDate: '1950-01-01' }),
      await neighbour(at),
    ];
    await signs(at, signed);
    await book(at, plain, monday, '18:00');
    const seenBy = (who: typeof plain) =>
      at.database.read(async (tx) =>
        (await bookableSessions(tx, 'night', await personOf(tx, who.id))).map(({ date, free, keptUntil }) => ({
          date,
          times: free.map(({ startsAt }) => tx.day.timeOf(startsAt)),
          keptUntil,
        })),
      );
    const tuesday = { date: '2026-03-03', times: ['18:00', '18:15', '18:30'], keptUntil: undefined };
    expect(await seenBy(plain)).toEqual([{ date: monday, times: ['18:15', '18:30'], keptUntil: undefined }, tuesday]);
    await book(at, await neighbour(at), monday, '18:15');
    expect(await seenBy(plain)).toEqual([{ date: monday, times: [], keptUntil: '12:00' }, tuesday]);
    for (const who of [elder, signed])
      expect(await seenBy(who)).toEqual([{ date: monday, times: ['18:30'], keptUntil: undefined }, tuesday]);
    clockTo(at, '2026-03-02T18:30');
    expect(await seenBy(elder)).toEqual([tuesday]);
    const { id } = await sessionOn(at, '2026-03-03');
    await at.database.transact((tx) => tx.prisma.clinicSession.update({ where: { id }, data: { status: 'closed' } }));
    expect(await seenBy(elder)).toEqual([]);
  });

  test('the night after ends what nobody ended, and nothing of today', async () => {
    const at = await town({ engine });
    await roster(at, {});
    const [came, forgotten, tomorrow] = [await neighbour(at), await neighbour(at), await neighbour(at)];
    const { appointmentId } = await book(at, came, monday, '18:00');
    await book(at, forgotten, monday, '18:15');
    await book(at, tomorrow, '2026-03-03', '18:00');
    clockTo(at, '2026-03-02T18:00');
    await at.database.transact((tx) => arrive(tx, { appointmentId, by: came.by }));
    clockTo(at, '2026-03-03T00:05');
    expect(await at.database.transact((tx) => closeOutBefore(tx, '2026-03-03'))).toBe(2);
    const rows = await at.database.read((tx) => tx.prisma.appointment.findMany({ orderBy: { id: 'asc' } }));
    expect(rows.map(({ status }) => status)).toEqual(['attended', 'cancelled', 'booked']);
  });

  test('the next session beyond what is open comes from the schedules, without exceptions', async () => {
    const at = await town({ engine });
    const [scheduleId = ''] = await roster(at, { weekdays: [1] });
    const next = () => at.database.read((tx) => nextOpening(tx, 'night'));
    expect(await next()).toEqual({ date: '2026-03-09', startTime: '18:00', shortName: '拱北', opensOn: monday });
    await at.database.transact((tx) =>
      tx.prisma.scheduleException.create({ data: { scheduleId, date: '2026-03-09', reason: '培训' } }),
    );
    expect(await next()).toMatchObject({ date: '2026-03-16' });
    expect(await at.database.read((tx) => nextOpening(tx, 'expert'))).toBeUndefined();
  });

  test('a place that comes free in quiet hours and begins before the morning is everybody’s', async () => {
    const at = await town({ engine, start: '2026-03-02T21:31:00+08:00' });
    await roster(at, { startTime: '22:00', endTime: '22:15' });
    const [first, one, other] = [await neighbour(at), await neighbour(at), await neighbour(at)];
    const { appointmentId } = await book(at, first, monday, '22:00');
    const { id: sessionId } = await sessionOn(at, monday);
    await at.database.transact((tx) => joinWaitlist(tx, { sessionId, residentId: one.id, by: one.by }));
    await at.database.transact((tx) => cancelAppointment(tx, { appointmentId, by: first.by }));
    await book(at, other, monday, '22:00');
  });
});
