import { doctorChanged } from '../notices/appointments.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { hearersOf, sayVisit, tell } from './hearers.ts';
import { mustRun } from './may-run.ts';
import { lockDoctor, lockSession } from './lock.ts';
import { pushTime } from './push-time.ts';
import { sessionDetails } from './slot.sql.ts';

/**
 * 换人: another doctor sits in; everyone booked is told, their places stay.
 * @returns how many people were told.
 * @throws Refusal `doctor-elsewhere`, `session-closed`, `session-started` when it is over, `not-allowed`
 */
export async function substituteDoctor(
  tx: Transaction,
  { sessionId, doctorId }: { sessionId: string; doctorId: string },
  { staffId }: { staffId: string },
): Promise<{ told: number }> {
  await lockDoctor(tx, doctorId);
  await lockSession(tx, sessionId);
  const session = await tx.prisma.clinicSession.findUniqueOrThrow({
    where: { id: sessionId },
    include: sessionDetails,
  });
  await mustRun(tx, session, staffId);
  if (session.status === 'closed') throw refuse('session-closed');
  if (session.endsAt <= tx.now) throw refuse('session-started');
  await mustBeFree(tx, doctorId, session);
  await tx.prisma.clinicSession.update({ where: { id: sessionId }, data: { doctorId } });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'session.doctor-changed',
    subject: { kind: 'session', id: sessionId },
    detail: { from: session.doctorId, to: doctorId },
  });
  const booked = await tx.prisma.appointment.findMany({
    where: { sessionId, status: { in: ['booked', 'arrived'] } },
    include: { session: { include: sessionDetails } },
  });
  for (const appointment of booked) {
    const { id, residentId, contactId } = appointment;
    const data = {
      ...(await sayVisit(tx, appointment)),
      doctor: appointment.session.doctor.name,
      was: session.doctor.name,
    };
    await tell(tx, await hearersOf(tx, residentId, contactId), doctorChanged, data, {
      key: `appointment.doctor-changed/${id}/${tx.now.toISOString()}`,
      about: residentId,
      dueAt: pushTime(tx, session),
      expiresAt: session.endsAt,
    });
  }
  return { told: booked.length };
}

/** A doctor is never rostered at two places at once. @throws Refusal `doctor-elsewhere` */
export async function mustBeFree(
  tx: Transaction,
  doctorId: string,
  { id, startsAt, endsAt }: { id: string; startsAt: Date; endsAt: Date },
): Promise<void> {
  const elsewhere = await tx.prisma.clinicSession.findFirst({
    where: { doctorId, status: 'open', id: { not: id }, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } },
    select: { id: true },
  });
  if (elsewhere) throw refuse('doctor-elsewhere', { sessionId: elsewhere.id });
}
