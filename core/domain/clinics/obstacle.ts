import { rulesOf } from '../packs/current.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import type { ClinicPerson } from './person.sql.ts';
import { mayTakeReserved } from './rules.ts';
import type { SlotInSession } from './slot.sql.ts';

/** Statuses in which an appointment still counts as somebody's booking. */
export const openStatuses = ['booked', 'arrived', 'called'] as const;

/** Who is to be seen when, and what would be given up for it. */
export interface Wish {
  slot: SlotInSession;
  person: ClinicPerson;
  /** An appointment that is given up in the same transaction. */
  inPlaceOf?: { id: string; slotId: string; sessionId: string } | undefined;
}

/** Why this person cannot be seen in this session at all, whatever place is free. */
export function personObstacle(tx: Transaction, { slot, person }: Wish): Refusal | undefined {
  const { session } = slot;
  if (session.status === 'closed') return refuse('session-closed');
  if (slot.startsAt <= tx.now) return refuse('session-started');
  const { bookingOpensDaysAhead } = rulesOf(session.rulePack).clinics;
  if (tx.day.daysBetween(tx.day.dateOf(tx.now), session.date) > bookingOpensDaysAhead)
    return refuse('session-not-open-yet', { opensOn: tx.day.add(session.date, -bookingOpensDaysAhead) });
  return person.isDead ? refuse('resident-deceased') : undefined;
}

/** Why this person's other bookings stand against it: one a session, not two at once, and so many in all. */
export async function bookingObstacle(tx: Transaction, wish: Wish): Promise<Refusal | undefined> {
  const others = await otherBookings(tx, wish);
  const { from, to } = busyAround(wish.slot);
  const sameSession = others.some(({ sessionId }) => sessionId === wish.slot.session.id);
  if (!sameSession && others.some(({ startsAt }) => startsAt > from && startsAt < to))
    return refuse('booked-at-that-time');
  return countObstacle(wish, others);
}

/** The same for who only wants to stand in line: whichever slot comes free is not known yet. */
export async function lineObstacle(tx: Transaction, wish: Wish): Promise<Refusal | undefined> {
  return countObstacle(wish, await otherBookings(tx, wish));
}

function countObstacle({ slot: { session } }: Wish, others: readonly OtherBooking[]): Refusal | undefined {
  if (others.some(({ sessionId }) => sessionId === session.id)) return refuse('booked-in-session');
  const { openBookingsPerPerson } = rulesOf(session.rulePack).clinics;
  return others.length >= openBookingsPerPerson
    ? refuse('too-many-bookings', { most: String(openBookingsPerPerson) })
    : undefined;
}

interface OtherBooking {
  sessionId: string;
  startsAt: Date;
}

function otherBookings(tx: Transaction, { person, inPlaceOf }: Wish): Promise<OtherBooking[]> {
  return tx.prisma.appointment.findMany({
    where: { residentId: person.id, status: { in: [...openStatuses] }, id: { not: inPlaceOf?.id ?? '' } },
    select: { sessionId: true, startsAt: true },
  });
}

/** Why there is no place. `keptUntil` is told when the last ones are kept for signed and priority residents. */
export function placeObstacle({ slot, person, inPlaceOf }: Wish): Refusal | undefined {
  const { session } = slot;
  const { clinics } = rulesOf(session.rulePack);
  const taken = session.taken - (inPlaceOf?.sessionId === session.id ? 1 : 0);
  const kept = mayTakeReserved(person, clinics) ? 0 : session.reserved;
  if (taken >= session.places) return refuse('session-full');
  if (taken + kept >= session.places) return refuse('session-full', { keptUntil: clinics.reservedUntil });
  const takenInSlot = slot.taken - (inPlaceOf?.slotId === slot.id ? 1 : 0);
  return takenInSlot >= slot.capacity ? refuse('slot-taken') : undefined;
}

/** Another visit that begins between these two instants is at the same time. */
export function busyAround(slot: Pick<SlotInSession, 'startsAt' | 'session'>): { from: Date; to: Date } {
  const length = slot.session.schedule.slotMinutes * 60_000;
  return { from: new Date(slot.startsAt.getTime() - length), to: new Date(slot.startsAt.getTime() + length) };
}
