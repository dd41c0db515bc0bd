import { describe, expect, test } from 'vitest';
import { cancelAppointment } from '#domain/clinics/cancel.ts';
import { closeSession } from '#domain/clinics/close-session.ts';
import { moveSession } from '#domain/clinics/move-session.ts';
import { releaseReserved } from '#domain/clinics/release-reserved.ts';
import { acceptOffer, joinWaitlist, leaveWaitlist } from '#domain/clinics/waitlist.ts';
import { lapseEntry, offerHeld } from '#domain/clinics/lapse.ts';
import {
  book,
  clockTo,
  type Neighbour,
  neighbour,
  neighbours,
  roster,
  sessionOn,
  type Town,
  town,
} from '#tests/support/clinic.ts';
import { mustAddUp, pendingJobs, told } from '#tests/support/clinic-rows.ts';
import { engines } from '#tests/support/engines.ts';

const monday = '2026-03-02';
const tuesday = '2026-03-03';

/** A session of two places on Monday evening, both taken. */
async function fullEvening(options: Parameters<typeof town>[0] = {}) {
  const at = await town(options);
  await roster(at, { endTime: '18:30' });
  const [first, second] = [await neighbour(at), await neighbour(at)];
  const booked = [await book(at, first, monday, '18:00'), await book(at, second, monday, '18:15')] as const;
  return { at, first, second, booked, sessionId: (await sessionOn(at, monday)).id };
}

const join = (at: Town, who: Neighbour, sessionId: string) =>
  at.database.transact((tx) => joinWaitlist(tx, { sessionId, residentId: who.id, by: who.by }));

const giveBack = (at: Town, who: Neighbour, appointmentId: string) =>
  at.database.transact((tx) => cancelAppointment(tx, { appointmentId, by: who.by }));

const line = (at: Town) =>
  at.database.read((tx) => tx.prisma.waitlistEntry.findMany({ orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }] }));

describe.each(engines)('the waitlist on %s', (engine) => {
  test('a freed place is held and offered to the first in line, and to nobody else', async () => {
    const { at, first, booked, sessionId } = await fullEvening({ engine });
    const [one, two, third] = [await neighbour(at, { name: '王秀英' }), await neighbour(at), await neighbour(at)];
    expect(await join(at, one, sessionId)).toMatchObject({ position: 1, offered: false });
    expect(await join(at, two, sessionId)).toMatchObject({ position: 2, offered: false });
    await giveBack(at, first, booked[0].appointmentId);
    expect((await line(at)).map(({ status }) => status)).toEqual(['offered', 'waiting']);
    expect((await sessionOn(at, monday)).taken).toBe(2);
    await expect(book(at, third, monday, '18:00')).rejects.toMatchObject({ code: 'session-full' });
    const [offer] = await told(at.database, 'waitlist.offered');
    expect(offer?.text).toContain('王秀英您好，您候补的夜门诊有空号了：3月2日（周一）晚上6:00');
    expect(offer?.text).toContain('1. 要\n2. 不要');
    await mustAddUp(at);
  });

  test('a session that is moved while a place is offered: the offer is said again with the new time, the old one not', async () => {
    const { at, first, booked, sessionId } = await fullEvening({ engine });
    const one = await neighbour(at, { name: '王秀英' });
    await join(at, one, sessionId);
    await giveBack(at, first, booked[0].appointmentId);
    const move = { sessionId, startTime: '19:00', reason: '停电' };
    const by = { staffId: at.chen };
    await at.database.transact((tx) => moveSession(tx, move, by));
    const [before, now] = await told(at.database, 'waitlist.offered');
    expect(before).toMatchObject({ status: 'cancelled', reason: 'session-moved' });
    expect(now?.text).toContain('3月2日（周一）晚上7:00');
    expect(now).toMatchObject({ status: 'pending' });
  });

  test('an accepted offer is a booking with its own number', async () => {
    const { at, first, booked, sessionId } = await fullEvening({ engine });
    const one = await neighbour(at);
    const { entryId } = await join(at, one, sessionId);
    await giveBack(at, first, booked[0].appointmentId);
    const taken = await at.database.transact((tx) => acceptOffer(tx, { entryId, by: one.by }));
    expect(taken).toMatchObject({ number: 3, startsAt: new Date('2026-03-02T18:00:00+08:00') });
    expect(await sessionOn(at, monday)).toMatchObject({ taken: 2 });
    expect((await line(at)).map(({ status }) => status)).toEqual(['accepted']);
    await expect(at.database.transact((tx) => acceptOffer(tx, { entryId, by: one.by }))).rejects.toMatchObject({
      code: 'offer-expired',
    });
    await mustAddUp(at);
  });

  test('a refused offer goes to the next at once; when nobody is left the place is everybody’s', async () => {
    const { at, first, booked, sessionId } = await fullEvening({ engine });
    const [one, two, third] = [await neighbour(at), await neighbour(at), await neighbour(at)];
    const entries = [await join(at, one, sessionId), await join(at, two, sessionId)];
    await giveBack(at, first, booked[0].appointmentId);
    await at.database.transact((tx) => leaveWaitlist(tx, { entryId: entries[0]?.entryId ?? '', by: one.by }));
    expect((await line(at)).map(({ status }) => status)).toEqual(['left', 'offered']);
    await at.database.transact((tx) => leaveWaitlist(tx, { entryId: entries[1]?.entryId ?? '', by: two.by }));
    expect((await sessionOn(at, monday)).taken).toBe(1);
    await book(at, third, monday, '18:00');
    await mustAddUp(at);
  });

  test('an offer that is not answered lapses by its job and goes to the next', async () => {
    const { at, first, booked, sessionId } = await fullEvening({ engine });
    const [one, two] = [await neighbour(at), await neighbour(at)];
    const { entryId } = await join(at, one, sessionId);
    await join(at, two, sessionId);
    await giveBack(at, first, booked[0].appointmentId);
    expect(await at.database.transact((tx) => lapseEntry(tx, entryId))).toBe('offer-runs');
    const job = (await pendingJobs(at, 'waitlist.lapse')).find(({ key }) => key === `waitlist.lapse/${entryId}/offer`);
    expect(job?.dueAt).toEqual(new Date('2026-03-01T20:00:00+08:00'));
    clockTo(at, '2026-03-01T20:00');
    expect(await at.database.transact((tx) => lapseEntry(tx, entryId))).toBeUndefined();
    expect((await line(at)).map(({ status }) => status)).toEqual(['lapsed', 'offered']);
    expect(await at.database.transact((tx) => lapseEntry(tx, entryId))).toBe('already-lapsed');
    await expect(at.database.transact((tx) => acceptOffer(tx, { entryId, by: one.by }))).rejects.toMatchObject({
      code: 'offer-expired',
    });
    await mustAddUp(at);
  });

  test('the last second: accepting and lapsing at once leave one booking or one next offer, never both', async () => {
    const { at, first, booked, sessionId } = await fullEvening({ engine });
    const [one, two] = [await neighbour(at), await neighbour(at)];
    const { entryId } = await join(at, one, sessionId);
    await join(at, two, sessionId);
    await giveBack(at, first, booked[0].appointmentId);
    at.clock.moveTo(new Date('2026-03-01T19:59:59.999+08:00'));
    const before = await at.database.read(async (tx) => tx.now);
    expect(before < new Date('2026-03-01T20:00:00+08:00')).toBe(true);
    await Promise.allSettled([
      at.database.transact((tx) => acceptOffer(tx, { entryId, by: one.by })),
      at.database.transact((tx) => leaveWaitlist(tx, { entryId, by: one.by })),
      at.database.transact((tx) => lapseEntry(tx, entryId)),
    ]);
    const entries = await line(at);
    const appointments = await at.database.read((tx) =>
      tx.prisma.appointment.count({ where: { residentId: one.id, status: 'booked' } }),
    );
    expect(appointments).toBe(entries[0]?.status === 'accepted' ? 1 : 0);
    expect(entries[1]?.status).toBe(entries[0]?.status === 'accepted' ? 'waiting' : 'offered');
    await mustAddUp(at);
  });

  test('two places freed at once are offered to the first two', async () => {
    const { at, first, second, booked, sessionId } = await fullEvening({ engine });
    const three = await neighbours(at, 3);
    for (const who of three) await join(at, who, sessionId);
    await Promise.all([giveBack(at, first, booked[0].appointmentId), giveBack(at, second, booked[1].appointmentId)]);
    expect((await line(at)).map(({ status }) => status)).toEqual(['offered', 'offered', 'waiting']);
    await mustAddUp(at);
  });
});

describe('the waitlist', () => {
  test('gives twenty minutes on the day, two hours when the session is a day off, never beyond the visit', async () => {
    const { at, first, second, booked, sessionId } = await fullEvening({ start: '2026-03-02T17:00:00+08:00' });
    const [one, two] = [await neighbour(at), await neighbour(at)];
    await join(at, one, sessionId);
    await join(at, two, sessionId);
    await giveBack(at, second, booked[1].appointmentId);
    clockTo(at, '2026-03-02T17:50');
    await giveBack(at, first, booked[0].appointmentId);
    expect((await line(at)).map(({ offerExpiresAt }) => offerExpiresAt)).toEqual([
      new Date('2026-03-02T17:20:00+08:00'),
      new Date('2026-03-02T18:00:00+08:00'),
    ]);
  });

  test('makes no offers in quiet hours: the place is held over night and offered in the morning', async () => {
    const { at, first, booked, sessionId } = await fullEvening();
    const [one, third] = [await neighbour(at), await neighbour(at)];
    await join(at, one, sessionId);
    clockTo(at, '2026-03-01T23:00');
    await giveBack(at, first, booked[0].appointmentId);
    expect((await line(at)).map(({ status }) => status)).toEqual(['waiting']);
    expect(await told(at.database, 'waitlist.offered')).toEqual([]);
    await expect(book(at, third, monday, '18:00')).rejects.toMatchObject({ code: 'session-full' });
    const [morning] = await pendingJobs(at, 'waitlist.offer');
    expect(morning?.dueAt).toEqual(new Date('2026-03-02T07:30:00+08:00'));
    clockTo(at, '2026-03-02T07:30');
    await at.database.transact((tx) => offerHeld(tx, sessionId));
    expect((await line(at)).map(({ status }) => status)).toEqual(['offered']);
    await mustAddUp(at);
  });

  test('what is held over night is given back to all when the last one leaves the line', async () => {
    const { at, first, booked, sessionId } = await fullEvening();
    const [one, third] = [await neighbour(at), await neighbour(at)];
    const { entryId } = await join(at, one, sessionId);
    clockTo(at, '2026-03-01T23:00');
    await giveBack(at, first, booked[0].appointmentId);
    await at.database.transact((tx) => leaveWaitlist(tx, { entryId, by: one.by }));
    await book(at, third, monday, '18:00');
    await mustAddUp(at);
  });

  test('is joined once, not by who is booked, and not beyond two open bookings', async () => {
    const { at, first, sessionId } = await fullEvening();
    const one = await neighbour(at);
    await join(at, one, sessionId);
    await expect(join(at, one, sessionId)).rejects.toMatchObject({ code: 'waitlist-joined' });
    await expect(join(at, first, sessionId)).rejects.toMatchObject({ code: 'booked-in-session' });
    const busy = await neighbour(at);
    await book(at, busy, tuesday, '18:00');
    await book(at, busy, '2026-03-04', '18:00');
    await expect(join(at, busy, sessionId)).rejects.toMatchObject({ code: 'too-many-bookings' });
  });

  test('offers at once what came free in the very moment of joining', async () => {
    const { at, first, booked, sessionId } = await fullEvening();
    await giveBack(at, first, booked[0].appointmentId);
    const one = await neighbour(at);
    expect(await join(at, one, sessionId)).toMatchObject({ offered: true });
    await mustAddUp(at);
  });

  test('is left by who books another place of the session, and what was offered goes on', async () => {
    const at = await town();
    await roster(at, { endTime: '18:30', placesPerSlot: 1 });
    const [first, one, two] = [await neighbour(at), await neighbour(at), await neighbour(at)];
    const { appointmentId } = await book(at, first, monday, '18:00');
    const other = await book(at, two, monday, '18:15');
    const { id } = await sessionOn(at, monday);
    await join(at, one, id);
    await giveBack(at, first, appointmentId);
    await at.database.transact((tx) => cancelAppointment(tx, { appointmentId: other.appointmentId, by: two.by }));
    await book(at, one, monday, '18:15');
    expect((await line(at)).map(({ status }) => status)).toEqual(['left']);
    expect((await sessionOn(at, monday)).taken).toBe(1);
    await mustAddUp(at);
  });

  test('an offer that meets two open bookings stays until one is given back', async () => {
    const { at, first, booked, sessionId } = await fullEvening();
    const one = await neighbour(at);
    const { entryId } = await join(at, one, sessionId);
    const busy = await book(at, one, tuesday, '18:00');
    await book(at, one, '2026-03-04', '18:00');
    await giveBack(at, first, booked[0].appointmentId);
    const accept = () => at.database.transact((tx) => acceptOffer(tx, { entryId, by: one.by }));
    await expect(accept()).rejects.toMatchObject({ code: 'too-many-bookings' });
    await giveBack(at, one, busy.appointmentId);
    await accept();
    await mustAddUp(at);
  });

  test('kept places are offered to the line when they are released at noon', async () => {
    const at = await town();
    await roster(at, { endTime: '18:30', reservedPlaces: 1 });
    await book(at, await neighbour(at), monday, '18:00');
    const one = await neighbour(at);
    const { id } = await sessionOn(at, monday);
    expect(await join(at, one, id)).toMatchObject({ offered: false });
    clockTo(at, '2026-03-02T12:00');
    await at.database.transact((tx) => releaseReserved(tx, id));
    expect((await line(at)).map(({ status }) => status)).toEqual(['offered']);
    await mustAddUp(at);
  });

  test('ends with a word when the last slot has begun', async () => {
    const { at, sessionId } = await fullEvening();
    const { entryId } = await join(at, await neighbour(at), sessionId);
    expect(await at.database.transact((tx) => lapseEntry(tx, entryId))).toBe('still-waiting');
    clockTo(at, '2026-03-02T18:15');
    await at.database.transact((tx) => lapseEntry(tx, entryId));
    expect((await told(at.database, 'waitlist.ended'))[0]?.text).toContain('没有等到空号');
  });

  test('ends with a word when the session is closed', async () => {
    const { at, sessionId } = await fullEvening();
    await join(at, await neighbour(at), sessionId);
    await at.database.transact((tx) => closeSession(tx, { sessionId, reason: '停电' }, { staffId: at.chen }));
    expect((await line(at)).map(({ status }) => status)).toEqual(['lapsed']);
    expect((await told(at.database, 'waitlist.ended'))[0]?.text).toContain('停诊');
  });
});
