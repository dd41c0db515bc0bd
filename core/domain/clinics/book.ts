import type { AppointmentOrigin } from '#prisma/generated/sqlite/enums.ts';
import { rulesOf } from '../packs/current.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { appointmentBooked } from '../notices/appointments.ts';
import { claimPlace, insertAppointment } from './book-place.sql.ts';
import { actorOf, type Booker, chatOf, mustMayBook } from './booker.ts';
import { hearersOf, sayVisit, tell } from './hearers.ts';
import { leaveLine } from './leave-line.ts';
import { lockResident, lockSession } from './lock.ts';
import { bookingObstacle, busyAround, personObstacle, placeObstacle, type Wish } from './obstacle.ts';
import { personOf } from './person.sql.ts';
import { requestLaterWork } from './reminders.ts';
import { mayTakeReserved } from './rules.ts';
import { type SlotInSession, slotById } from './slot.sql.ts';

/** What a booking gives: the number in line, where and when. */
export interface Booked {
  appointmentId: string;
  number: number;
  startsAt: Date;
}

/**
 * Books one place for one person: never over the capacity, never two of one person in a session, at most two open bookings
 * a person (domain.md §3). Whoever is told elsewhere than in this chat gets a confirmation.
 *
 * @throws Refusal `session-closed`, `session-started`, `session-not-open-yet`, `resident-deceased`, `booking-blocked`,
 *   `booked-in-session`, `booked-at-that-time`, `too-many-bookings`, `session-full` (with `keptUntil` when the last places
 *   are kept for signed and priority residents), `slot-taken`, `not-allowed`, `subject-not-found`; nothing is changed.
 */
export async function bookPlace(
  tx: Transaction,
  { slotId, residentId, by }: { slotId: string; residentId: string; by: Booker },
): Promise<Booked> {
  await lockResident(tx, residentId);
  const wish: Wish = { slot: await slotById(tx, slotId), person: await personOf(tx, residentId) };
  const { sessionId, session } = wish.slot;
  await mustMayBook(tx, by, residentId, session.organisationId);
  mustNotBeBlocked(tx, wish, by);
  // What is full already need not wait in line for the session.
  const full = personObstacle(tx, wish) ?? placeObstacle(wish);
  if (full) throw full;
  await lockSession(tx, sessionId);
  const number = await claim(tx, wish);
  if (number === undefined) throw await whyNot(tx, { ...wish, slot: await slotById(tx, slotId) });
  const booked = await writeAppointment(tx, wish, { number, by, origin: by.kind });
  await leaveLine(tx, { sessionId, residentId });
  return booked;
}

/** The claim by itself; everything that must hold is in its one statement, but for what concerns the person alone. */
export async function claim(tx: Transaction, { slot, person }: Wish): Promise<number | undefined> {
  const { session } = slot;
  const { clinics } = rulesOf(session.rulePack);
  const { from, to } = busyAround(slot);
  if (person.isDead) return undefined;
  return claimPlace(tx, {
    sessionId: session.id,
    slotId: slot.id,
    residentId: person.id,
    mayTakeReserved: mayTakeReserved(person, clinics),
    lastOpenDate: tx.day.add(tx.day.dateOf(tx.now), clinics.bookingOpensDaysAhead),
    openBookings: clinics.openBookingsPerPerson,
    busyFrom: from,
    busyTo: to,
  });
}

/** Writes the row of a place that is taken, asks for its reminders, and tells who is not in this chat. */
export async function writeAppointment(
  tx: Transaction,
  { slot, person }: { slot: SlotInSession; person: { id: string } },
  { number, by, origin }: { number: number; by: Booker; origin: AppointmentOrigin },
): Promise<Booked> {
  const id = tx.id();
  const contactId = by.kind === 'resident' ? by.contactId : null;
  const { startsAt, session } = slot;
  await insertAppointment(tx, {
    id,
    slotId: slot.id,
    sessionId: session.id,
    residentId: person.id,
    contactId,
    staffId: by.kind === 'staff' ? by.staffId : null,
    origin,
    number,
    startsAt,
  });
  await requestLaterWork(tx, { id, startsAt, bookedAt: tx.now }, session.rulePack);
  tx.audit({
    actor: actorOf(by),
    action: 'appointment.booked',
    subject: { kind: 'appointment', id },
    detail: { residentId: person.id, sessionId: session.id, origin },
  });
  if (by.kind === 'staff' || by.residentId !== person.id) await confirmElsewhere(tx, { id, slot, person, number, by });
  return { appointmentId: id, number, startsAt };
}

interface Confirmed {
  id: string;
  slot: SlotInSession;
  person: { id: string };
  number: number;
  by: Booker;
}

/** For whoever booked for themselves, the answer in their chat is the confirmation. */
async function confirmElsewhere(tx: Transaction, { id, slot, person, number, by }: Confirmed): Promise<void> {
  const { session, startsAt } = slot;
  const { whatToBring } = rulesOf(session.rulePack).clinics;
  const visit = await sayVisit(tx, { residentId: person.id, number, startsAt, session });
  await tell(
    tx,
    await hearersOf(tx, person.id, chatOf(by) ?? null, chatOf(by)),
    appointmentBooked,
    { ...visit, bring: whatToBring },
    { key: `appointment.booked/${id}`, about: person.id, expiresAt: startsAt },
  );
}

/** The first thing that stands against a booking. */
export async function whyNot(tx: Transaction, wish: Wish): Promise<Refusal> {
  return personObstacle(tx, wish) ?? (await bookingObstacle(tx, wish)) ?? placeObstacle(wish) ?? refuse('slot-taken');
}

/**
 * Three missed visits close booking ahead; who stands at the desk today is still seen (domain.md §3).
 * @throws Refusal `booking-blocked`
 */
export function mustNotBeBlocked(tx: Transaction, { slot, person }: Wish, by: Booker): void {
  const atTheDesk = by.kind === 'staff' && slot.session.date === tx.day.dateOf(tx.now);
  if (person.blockedUntil !== undefined && !atTheDesk)
    throw refuse('booking-blocked', { until: person.blockedUntil, phone: slot.session.organisation.phone });
}
