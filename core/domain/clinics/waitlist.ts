import { requestJob } from '../jobs/request-job.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { type Booked, mustNotBeBlocked, writeAppointment } from './book.ts';
import { nextNumber } from './book-place.sql.ts';
import { actorOf, type Booker, mustMayBook } from './booker.ts';
import { lapseKey } from './lapse-key.ts';
import { endEntry, inLine } from './leave-line.ts';
import { lockResident, lockSession } from './lock.ts';
import { bookingObstacle, lineObstacle, personObstacle } from './obstacle.ts';
import { personOf } from './person.sql.ts';
import { settleLine } from './settle-line.ts';
import { slotById } from './slot.sql.ts';
import { entryById } from './waitlist-entry.ts';

/** What somebody in line is told. `offered`: a place was free at that very moment and is kept for them. */
export interface Joined {
  entryId: string;
  /** 1 is next. */
  position: number;
  offered: boolean;
}

type ResidentBooker = Extract<Booker, { kind: 'resident' }>;

/**
 * Puts somebody at the end of a session's line (候补).
 * @throws Refusal as `bookPlace`, and `waitlist-joined`.
 */
export async function joinWaitlist(
  tx: Transaction,
  { sessionId, residentId, by }: { sessionId: string; residentId: string; by: ResidentBooker },
): Promise<Joined> {
  await lockResident(tx, residentId);
  await lockSession(tx, sessionId);
  const last = await tx.prisma.slot.findFirst({ where: { sessionId }, orderBy: { startsAt: 'desc' } });
  if (!last) throw refuse('session-closed');
  const wish = { slot: await slotById(tx, last.id), person: await personOf(tx, residentId) };
  await mustMayBook(tx, by, residentId, wish.slot.session.organisationId);
  mustNotBeBlocked(tx, wish, by);
  const obstacle = personObstacle(tx, wish) ?? (await lineObstacle(tx, wish));
  if (obstacle) throw obstacle;
  const open = { sessionId, status: { in: [...inLine] } };
  if (await tx.prisma.waitlistEntry.count({ where: { ...open, residentId } })) throw refuse('waitlist-joined');
  const id = tx.id();
  await tx.prisma.waitlistEntry.create({
    data: { id, sessionId, residentId, contactId: by.contactId, status: 'waiting', joinedAt: tx.now },
  });
  await requestJob(tx, 'waitlist.lapse', { entryId: id }, { key: lapseKey(id, 'end'), dueAt: last.startsAt });
  tx.audit({
    actor: actorOf(by),
    action: 'waitlist.joined',
    subject: { kind: 'waitlist-entry', id },
    detail: { sessionId },
  });
  await settleLine(tx, sessionId);
  const { status } = await tx.prisma.waitlistEntry.findUniqueOrThrow({ where: { id } });
  const position = await tx.prisma.waitlistEntry.count({ where: { sessionId, status: 'waiting' } });
  return { entryId: id, position, offered: status === 'offered' };
}

/**
 * Takes the place that is kept for somebody.
 * @throws Refusal `offer-expired` when it is no longer kept, and what stands against a booking: the offer stays.
 */
export async function acceptOffer(
  tx: Transaction,
  { entryId, by }: { entryId: string; by: ResidentBooker },
): Promise<Booked> {
  const { residentId, sessionId } = await entryById(tx, entryId);
  await lockResident(tx, residentId);
  await lockSession(tx, sessionId);
  const entry = await entryById(tx, entryId);
  await mustMayBook(tx, by, residentId, entry.session.organisationId);
  if (entry.status !== 'offered' || !entry.offeredSlotId || !entry.offerExpiresAt || entry.offerExpiresAt <= tx.now)
    throw refuse('offer-expired');
  const wish = { slot: await slotById(tx, entry.offeredSlotId), person: await personOf(tx, residentId) };
  const obstacle = personObstacle(tx, wish) ?? (await bookingObstacle(tx, wish));
  if (obstacle) throw obstacle;
  await endEntry(tx, entryId, 'accepted');
  const number = await nextNumber(tx, sessionId);
  return writeAppointment(tx, wish, { number, by, origin: 'waitlist' });
}

/**
 * Leaves the line, or says no to the place that is kept; it goes to the next at once.
 * @throws Refusal `offer-expired` when the entry has ended already.
 */
export async function leaveWaitlist(
  tx: Transaction,
  { entryId, by }: { entryId: string; by: ResidentBooker },
): Promise<void> {
  const { residentId, sessionId, session } = await entryById(tx, entryId);
  await mustMayBook(tx, by, residentId, session.organisationId);
  await lockSession(tx, sessionId);
  if (!(await endEntry(tx, entryId, 'left'))) throw refuse('offer-expired');
  tx.audit({ actor: actorOf(by), action: 'waitlist.left', subject: { kind: 'waitlist-entry', id: entryId } });
  await settleLine(tx, sessionId);
}
