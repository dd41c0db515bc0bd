import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { appointmentById } from './appointment.ts';
import { type Booked, claim, mustNotBeBlocked, whyNot, writeAppointment } from './book.ts';
import { actorOf, type Booker, mustMayBook } from './booker.ts';
import { endAsCancelled, mustBeGivenBackInTime } from './cancel.ts';
import { releasePlace } from './held-place.sql.ts';
import { lockResident, lockSession } from './lock.ts';
import { bookingObstacle, personObstacle, placeObstacle, type Wish } from './obstacle.ts';
import { personOf } from './person.sql.ts';
import { leaveLine } from './leave-line.ts';
import { settleLine } from './settle-line.ts';
import { slotById } from './slot.sql.ts';

/**
 * Books another place in place of an appointment, in one transaction: either both are done, or the old one stays.
 * @throws Refusal as `cancelAppointment` and `bookPlace`; nothing is changed.
 */
export async function changeAppointment(
  tx: Transaction,
  { appointmentId, slotId, by }: { appointmentId: string; slotId: string; by: Booker },
): Promise<Booked> {
  const { residentId, sessionId } = await appointmentById(tx, appointmentId);
  const wanted = await slotById(tx, slotId);
  await mustMayBook(tx, by, residentId, wanted.session.organisationId);
  await lockResident(tx, residentId);
  for (const id of [...new Set([sessionId, wanted.sessionId])].sort()) await lockSession(tx, id);
  const old = await appointmentById(tx, appointmentId);
  mustBeGivenBackInTime(tx, old);
  const wish: Wish = { slot: await slotById(tx, slotId), person: await personOf(tx, residentId), inPlaceOf: old };
  if (old.slotId === slotId) throw refuse('booked-in-session');
  mustNotBeBlocked(tx, wish, by);
  const obstacle = personObstacle(tx, wish) ?? (await bookingObstacle(tx, wish)) ?? placeObstacle(wish);
  if (obstacle) throw obstacle;

  await endAsCancelled(tx, old, 'changed');
  await releasePlace(tx, { id: old.slotId, sessionId: old.sessionId });
  const number = await claim(tx, wish);
  // Under the locks nothing can have changed since the obstacles were looked for: this would be a fault, and rolls back.
  if (number === undefined) throw new Error(`place ${slotId} was lost`, { cause: await whyNot(tx, wish) });
  const booked = await writeAppointment(tx, wish, { number, by, origin: by.kind });
  tx.audit({
    actor: actorOf(by),
    action: 'appointment.changed',
    subject: { kind: 'appointment', id: appointmentId },
    detail: { to: booked.appointmentId },
  });
  await leaveLine(tx, { sessionId: wanted.sessionId, residentId });
  await settleLine(tx, old.sessionId);
  return booked;
}
