import { appointmentMoved } from '../notices/appointments.ts';
import { refuse } from '../refusal.ts';
import { mustReach } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { hearersOf, sayVisit, tell } from './hearers.ts';
import { lockDoctor, lockSession } from './lock.ts';
import { mustRun } from './may-run.ts';
import { pushTime } from './push-time.ts';
import { requestRelease } from './release-reserved.ts';
import { renewOffers } from './renew-offers.ts';
import { clearLaterWork, requestLaterWork } from './reminders.ts';
import { sessionDetails } from './slot.sql.ts';
import { mustBeFree } from './substitute.ts';

/** Where and when a session is to be held instead. */
export interface SessionMove {
  sessionId: string;
  organisationId?: string | undefined;
  /** HH:MM of the same day. */
  startTime?: string | undefined;
  reason: string;
}

/**
 * Holds a session elsewhere or at another time of its day: every slot moves with it, numbers stay, everyone booked is told
 * at once and may give back or change.
 * @returns how many people were told.
 * @throws Refusal `doctor-elsewhere`, `session-closed`, `session-started`, `not-allowed`
 */
export async function moveSession(
  tx: Transaction,
  { sessionId, organisationId, startTime, reason }: SessionMove,
  { staffId }: { staffId: string },
): Promise<{ told: number }> {
  const { doctorId } = await tx.prisma.clinicSession.findUniqueOrThrow({ where: { id: sessionId } });
  await lockDoctor(tx, doctorId);
  await lockSession(tx, sessionId);
  const was = await tx.prisma.clinicSession.findUniqueOrThrow({ where: { id: sessionId }, include: sessionDetails });
  await mustRun(tx, was, staffId);
  if (organisationId !== undefined) await mustReach(tx, staffId, organisationId, deskRoles);
  if (was.status === 'closed') throw refuse('session-closed');
  const startsAt = startTime === undefined ? was.startsAt : tx.day.at(was.date, startTime);
  if (was.startsAt <= tx.now || startsAt <= tx.now) throw refuse('session-started');
  const by = startsAt.getTime() - was.startsAt.getTime();
  const endsAt = moved(was.endsAt, by);
  await mustBeFree(tx, was.doctorId, { id: sessionId, startsAt, endsAt });
  await tx.prisma.clinicSession.update({
    where: { id: sessionId },
    data: { startsAt, endsAt, organisationId: organisationId ?? was.organisationId },
  });
  // Latest first when it moves later, earliest first when earlier: two slots never begin at once.
  const slots = await tx.prisma.slot.findMany({ where: { sessionId }, orderBy: { startsAt: by > 0 ? 'desc' : 'asc' } });
  for (const slot of slots)
    await tx.prisma.slot.update({ where: { id: slot.id }, data: { startsAt: moved(slot.startsAt, by) } });
  await requestRelease(tx, { ...was, startsAt, endsAt });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'session.moved',
    subject: { kind: 'session', id: sessionId },
    detail: { from: was.organisationId, to: organisationId ?? was.organisationId, startsAt: startsAt.toISOString() },
  });
  await renewOffers(tx, sessionId);
  return { told: await moveAppointments(tx, sessionId, { by, was, reason }) };
}

interface Moving {
  /** Milliseconds. */
  by: number;
  was: { startsAt: Date; organisation: { name: string }; rulePack: string };
  reason: string;
}

async function moveAppointments(tx: Transaction, sessionId: string, { by, was, reason }: Moving): Promise<number> {
  const booked = await tx.prisma.appointment.findMany({ where: { sessionId, status: 'booked' } });
  for (const before of booked) {
    await clearLaterWork(tx, before, 'session-moved');
    const after = await tx.prisma.appointment.update({
      where: { id: before.id },
      data: { startsAt: moved(before.startsAt, by) },
      include: { session: { include: sessionDetails } },
    });
    await requestLaterWork(tx, after, after.session.rulePack);
    const data = {
      ...(await sayVisit(tx, after)),
      was: `${tx.day.say(before.startsAt)}，${was.organisation.name}`,
      reason,
    };
    await tell(tx, await hearersOf(tx, after.residentId, after.contactId), appointmentMoved, data, {
      key: `appointment.moved/${after.id}/${tx.now.toISOString()}`,
      about: after.residentId,
      dueAt: pushTime(tx, {
        startsAt: before.startsAt < after.startsAt ? before.startsAt : after.startsAt,
        rulePack: was.rulePack,
      }),
      expiresAt: after.startsAt,
    });
  }
  return booked.length;
}

function moved(instant: Date, by: number): Date {
  return new Date(instant.getTime() + by);
}
