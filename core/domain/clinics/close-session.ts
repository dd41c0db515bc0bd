import { sessionClosed } from '../notices/appointments.ts';
import { waitlistEnded } from '../notices/waitlist.ts';
import { refuse } from '../refusal.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import type { AppointmentInSession } from './appointment.ts';
import { endAsCancelled } from './cancel.ts';
import { pushTime } from './push-time.ts';
import { hearersOf, saySession, sayVisit, tell } from './hearers.ts';
import { endEntry, inLine } from './leave-line.ts';
import { mustRun } from './may-run.ts';
import { lockSession } from './lock.ts';
import { nearestPlaces, sayPlace } from './nearest-places.ts';
import { offerChoices } from './offer-choices.ts';
import { emptySession } from './session.sql.ts';
import { sessionDetails } from './slot.sql.ts';

/** How many a closing touches. */
export interface Affected {
  /** Booked, and not with the doctor yet. */
  booked: number;
  waiting: number;
}

/** What is shown before somebody closes or changes a session. */
export async function affectedBy(tx: Transaction, sessionId: string): Promise<Affected> {
  return {
    booked: await tx.prisma.appointment.count({ where: { sessionId, status: { in: ['booked', 'arrived'] } } }),
    waiting: await tx.prisma.waitlistEntry.count({ where: { sessionId, status: { in: [...inLine] } } }),
  };
}

/**
 * 停诊: everyone booked is told at once and offered the nearest places; who waits is told too. Nobody is left in it but who
 * is with the doctor already.
 * @returns how many people were told.
 * @throws Refusal `session-closed` when it is closed already, `session-started` when it is over, `not-allowed`
 */
export async function closeSession(
  tx: Transaction,
  { sessionId, reason }: { sessionId: string; reason: string },
  { staffId }: { staffId: string },
): Promise<{ told: number }> {
  await lockSession(tx, sessionId);
  const session = await tx.prisma.clinicSession.findUniqueOrThrow({
    where: { id: sessionId },
    include: sessionDetails,
  });
  await mustRun(tx, session, staffId);
  if (session.endsAt <= tx.now) throw refuse('session-started');
  const { count } = await tx.prisma.clinicSession.updateMany({
    where: { id: sessionId, status: 'open' },
    data: { status: 'closed', closedReason: reason },
  });
  if (count === 0) throw refuse('session-closed');
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'session.closed',
    subject: { kind: 'session', id: sessionId },
  });
  const booked = await tx.prisma.appointment.findMany({
    where: { sessionId, status: { in: ['booked', 'arrived'] } },
    include: { session: { include: sessionDetails } },
    orderBy: { startsAt: 'asc' },
  });
  for (const appointment of booked) await endAsCancelled(tx, appointment, 'session-closed');
  const waiting = await endLine(tx, session);
  await emptySession(tx, sessionId);
  for (const appointment of booked) await offerInstead(tx, appointment, reason);
  return { told: booked.length + waiting };
}

async function offerInstead(tx: Transaction, appointment: AppointmentInSession, reason: string): Promise<void> {
  const { id, residentId, contactId, startsAt, session } = appointment;
  const places = await nearestPlaces(tx, residentId, { ...session, startsAt });
  const hearers = await hearersOf(tx, residentId, contactId);
  const visit = await sayVisit(tx, appointment);
  await tell(
    tx,
    hearers,
    sessionClosed,
    { ...visit, reason, places: places.map((place) => sayPlace(tx, place)) },
    { key: `appointment.session-closed/${id}`, about: residentId, dueAt: pushTime(tx, session) },
  );
  await offerChoices(tx, hearers, 'change-appointment', [
    ...places.map((place) => ({ key: `${id}/${place.slotId}`, label: sayPlace(tx, place) })),
    { key: `${id}/none`, label: '都不要' },
  ]);
}

type Session = AppointmentInSession['session'];

async function endLine(tx: Transaction, session: Session): Promise<number> {
  const waiting = await tx.prisma.waitlistEntry.findMany({
    where: { sessionId: session.id, status: { in: [...inLine] } },
  });
  for (const { id, residentId, contactId } of waiting) {
    await endEntry(tx, id, 'lapsed');
    await tell(
      tx,
      await hearersOf(tx, residentId, contactId),
      waitlistEnded,
      {
        name: await residentName(tx, residentId),
        ...saySession(session),
        when: tx.day.sayDate(session.date),
        why: 'closed',
      },
      { key: `waitlist.ended/${id}`, about: residentId, dueAt: pushTime(tx, session) },
    );
  }
  return waiting.length;
}
