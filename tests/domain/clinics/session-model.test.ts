import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancelAppointment } from '#domain/clinics/cancel.ts';
import { closeSession } from '#domain/clinics/close-session.ts';
import { changeAppointment } from '#domain/clinics/change.ts';
import { bookPlace } from '#domain/clinics/book.ts';
import { lapseEntry, offerHeld } from '#domain/clinics/lapse.ts';
import { openSessionsAhead } from '#domain/clinics/open-ahead.ts';
import { releaseReserved } from '#domain/clinics/release-reserved.ts';
import { acceptOffer, joinWaitlist, leaveWaitlist } from '#domain/clinics/waitlist.ts';
import { quietUntil } from '#domain/notices/quiet-hours.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Transaction } from '#domain/transaction.ts';
import { type Neighbour, neighbour, roster, town } from '#tests/support/clinic.ts';
import { mustAddUp } from '#tests/support/clinic-rows.ts';

/*
 * One evening with three slots of one place, one of them kept until noon, and seven people who book, give back, change,
 * wait, answer and let offers lapse in any order, while the clock runs from the evening before through the quiet hours.
 * After every step the invariants of reliability I-01 … I-04 and I-24 hold.
 */

type Step =
  | { does: 'book' | 'change'; who: number; slot: number }
  | { does: 'cancel' | 'join' | 'accept' | 'leave'; who: number }
  | { does: 'wait'; minutes: number }
  | { does: 'close' };

const who = fc.nat({ max: 6 });
const slot = fc.nat({ max: 2 });
const anySteps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ does: fc.constant('book' as const), who, slot }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('change' as const), who, slot }) },
    { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('cancel' as const, 'accept' as const), who }) },
    { weight: 4, arbitrary: fc.record({ does: fc.constant('join' as const), who }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('leave' as const), who }) },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 400 }) }),
    },
    { weight: 1, arbitrary: fc.constantFrom<Step>({ does: 'close' }, { does: 'wait', minutes: 60 }) },
  ),
  { minLength: 5, maxLength: 40 },
);

/** Half of the walks begin with a full evening and a line. */
const fullHouse: readonly Step[] = [
  { does: 'book', who: 0, slot: 0 },
  { does: 'book', who: 1, slot: 1 },
  { does: 'book', who: 2, slot: 2 },
  { does: 'join', who: 3 },
  { does: 'join', who: 4 },
  { does: 'join', who: 5 },
];
const steps = fc.tuple(fc.boolean(), anySteps).map(([isFull, walk]) => (isFull ? [...fullHouse, ...walk] : walk));

test('whatever people do in any order, the places add up and the line is served in its order', {
  timeout: 300_000,
}, async () => {
  const at = await town();
  const people = [
    await neighbour(at, { birthDate: '1950-01-01' }),
    ...(await Promise.all(Array.from({ length: 6 }, () => neighbour(at)))),
  ];
  await roster(at, { weekdays: [1, 2, 3, 4, 5, 6, 7], endTime: '18:45', reservedPlaces: 1 });
  let evening = '2026-03-02';
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      at.clock.moveTo(new Date(`${evening}T18:00:00+08:00`));
      const date = await at.database.transact(async (tx) => {
        await openSessionsAhead(tx);
        return tx.day.add(evening, 1);
      });
      evening = await at.database.read(async (tx) => tx.day.add(evening, 2));
      const session = await at.database.read((tx) =>
        tx.prisma.clinicSession.findFirstOrThrow({
          where: { date },
          include: { slots: { orderBy: { startsAt: 'asc' } } },
        }),
      );
      for (const step of walk) {
        await take(step, session);
        await mustHold(session.id);
      }
      await tidyUp();
    }),
    { numRuns: 60 },
  );

  interface Evening {
    id: string;
    slots: { id: string }[];
  }

  async function take(step: Step, session: Evening): Promise<void> {
    if (step.does === 'wait') return pass(step.minutes);
    if (step.does === 'close')
      return expectRefusal(['session-closed', 'session-started'], (tx) => closing(tx, session.id));
    const person = people[step.who];
    if (!person) throw new Error('nobody');
    switch (step.does) {
      case 'book':
        return books(person, session, session.slots[step.slot]?.id ?? '');
      case 'change':
        return withBooking(person, session.id, (tx, appointmentId) =>
          changeAppointment(tx, { appointmentId, slotId: session.slots[step.slot]?.id ?? '', by: person.by }),
        );
      case 'cancel':
        return withBooking(person, session.id, (tx, appointmentId) =>
          cancelAppointment(tx, { appointmentId, by: person.by }),
        );
      case 'join':
        return expectRefusal(undefined, (tx) =>
          joinWaitlist(tx, { sessionId: session.id, residentId: person.id, by: person.by }),
        );
      case 'accept':
        return withEntry(person, session.id, (tx, entryId) => acceptOffer(tx, { entryId, by: person.by }));
      case 'leave':
        return withEntry(person, session.id, (tx, entryId) => leaveWaitlist(tx, { entryId, by: person.by }));
    }
  }

  /** I-03: somebody who may book and finds a place free gets it; somebody who is refused finds it taken. */
  async function books(person: Neighbour, { id }: Evening, slotId: string): Promise<void> {
    const before = await at.database.read((tx) =>
      tx.prisma.clinicSession.findUniqueOrThrow({ where: { id }, include: { slots: true, appointments: true } }),
    );
    const wanted = before.slots.find((candidate) => candidate.id === slotId);
    if (!wanted) throw new Error('no such slot');
    const kept = person === people[0] ? 0 : before.reserved;
    const isBooked = before.appointments.some(
      ({ residentId, status }) => residentId === person.id && status === 'booked',
    );
    const isFree = wanted.taken < wanted.capacity && before.taken + kept < before.places;
    const isOpen = before.status === 'open' && wanted.startsAt > at.clock.now();
    const outcome = await at.database
      .transact((tx) => bookPlace(tx, { slotId, residentId: person.id, by: person.by }))
      .then(() => 'booked')
      .catch(codeOf);
    expect(outcome === 'booked').toBe(isOpen && isFree && !isBooked);
  }

  async function withBooking(
    person: Neighbour,
    sessionId: string,
    act: (tx: Transaction, appointmentId: string) => Promise<unknown>,
  ): Promise<void> {
    const booking = await at.database.read((tx) =>
      tx.prisma.appointment.findFirst({ where: { sessionId, residentId: person.id, status: 'booked' } }),
    );
    if (booking) await expectRefusal(undefined, (tx) => act(tx, booking.id));
  }

  async function withEntry(
    person: Neighbour,
    sessionId: string,
    act: (tx: Transaction, entryId: string) => Promise<unknown>,
  ): Promise<void> {
    const entry = await at.database.read((tx) =>
      tx.prisma.waitlistEntry.findFirst({ where: { sessionId, residentId: person.id }, orderBy: { id: 'desc' } }),
    );
    if (entry) await expectRefusal(undefined, (tx) => act(tx, entry.id));
  }

  /** It is done, or refused with a code; nothing else is thrown. */
  async function expectRefusal(
    codes: readonly string[] | undefined,
    act: (tx: Transaction) => Promise<unknown>,
  ): Promise<void> {
    const outcome = await at.database
      .transact(act)
      .then(() => undefined)
      .catch(codeOf);
    if (codes && outcome !== undefined) expect(codes).toContain(outcome);
  }

  function closing(tx: Transaction, sessionId: string) {
    return closeSession(tx, { sessionId, reason: '停电' }, { staffId: at.chen });
  }

  /** The clock runs as the sandbox's does: from due time to due time, each job done when it is due. */
  async function pass(minutes: number): Promise<void> {
    const until = new Date(at.clock.now().getTime() + minutes * 60_000);
    for (;;) {
      const job = await at.database.read((tx) =>
        tx.prisma.job.findFirst({
          where: {
            status: 'pending',
            dueAt: { lte: until },
            name: { in: ['waitlist.lapse', 'waitlist.offer', 'session.release-reserved'] },
          },
          orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        }),
      );
      if (!job) break;
      at.clock.moveTo(job.dueAt);
      await at.database.transact(async (tx) => {
        // Written by the services under test, by name.
        const { entryId = '', sessionId = '' } = job.payload as { entryId?: string; sessionId?: string };
        if (job.name === 'waitlist.lapse') await lapseEntry(tx, entryId);
        if (job.name === 'waitlist.offer') await offerHeld(tx, sessionId);
        if (job.name === 'session.release-reserved') await releaseReserved(tx, sessionId);
        await tx.prisma.job.update({ where: { id: job.id }, data: { status: 'done' } });
      });
    }
    at.clock.moveTo(until);
  }

  async function mustHold(sessionId: string): Promise<void> {
    await mustAddUp(at);
    const { slots, waitlist, appointments, ...session } = await at.database.read((tx) =>
      tx.prisma.clinicSession.findUniqueOrThrow({
        where: { id: sessionId },
        include: {
          slots: true,
          waitlist: { orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }] },
          appointments: true,
        },
      }),
    );
    const booked = appointments.filter(({ status }) => status === 'booked');
    // I-02
    expect(new Set(booked.map(({ residentId }) => residentId)).size).toBe(booked.length);
    const waiting = waitlist.filter(({ status }) => status === 'waiting');
    const inLine = waitlist.filter(({ status }) => status === 'waiting' || status === 'offered');
    expect(new Set(inLine.map(({ residentId }) => residentId)).size).toBe(inLine.length);
    // I-24: a closed session has nobody left in it.
    if (session.status === 'closed') return expect([booked.length, inLine.length, session.taken]).toEqual([0, 0, 0]);
    // I-04: nobody who came later was offered a place before somebody who still waits …
    const lastServed = waitlist.findLastIndex(({ offeredAt }) => offeredAt !== null);
    expect(waitlist.slice(0, Math.max(0, lastServed)).filter(({ status }) => status === 'waiting')).toEqual([]);
    // … no free place passes the line by, and nothing is held but over night, for who waits.
    const now = at.clock.now();
    const coming = slots.filter(({ startsAt }) => startsAt > now);
    const freeInSlots = coming.reduce((sum, { capacity, taken }) => sum + capacity - taken, 0);
    const free = Math.min(freeInSlots, session.places - session.taken - session.reserved);
    const offered = waitlist.filter(({ status }) => status === 'offered');
    const held = coming.reduce((sum, { id, taken }) => {
      const there = booked.filter(({ slotId }) => slotId === id).length;
      return sum + taken - there - offered.filter(({ offeredSlotId }) => offeredSlotId === id).length;
    }, 0);
    const isQuiet = await at.database.read(async (tx) =>
      Boolean(quietUntil(tx.day, rulesOn('2026-03-01').notices, now)),
    );
    if (waiting.length > held) expect(free).toBeLessThanOrEqual(0);
    expect(held).toBeLessThanOrEqual(isQuiet ? waiting.length : 0);
  }

  /** The evening is over: what is open is ended, so that the same people may come again. */
  async function tidyUp(): Promise<void> {
    await at.database.transact(async (tx) => {
      await tx.prisma.appointment.updateMany({ where: { status: 'booked' }, data: { status: 'attended' } });
      await tx.prisma.waitlistEntry.updateMany({
        where: { status: { in: ['waiting', 'offered'] } },
        data: { status: 'left' },
      });
      await tx.prisma.job.updateMany({ where: { status: 'pending' }, data: { status: 'cleared' } });
    });
  }
});

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  throw error;
}
