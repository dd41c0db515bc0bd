import type { Role } from '#prisma/generated/sqlite/enums.ts';
import { residentNames } from '../residents/resident.ts';
import { reachOf } from '../staff/reach.ts';
import { administratorRoles, deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import type { AppointmentInSession } from './appointment.ts';
import { inLine } from './leave-line.ts';
import { sessionDetails } from './slot.sql.ts';

/** A session as staff see it. */
export interface StaffSession {
  id: string;
  kind: 'night' | 'expert';
  /** YYYY-MM-DD */
  date: string;
  startsAt: Date;
  endsAt: Date;
  status: 'open' | 'closed';
  organisationId: string;
  shortName: string;
  doctorId: string;
  doctor: string;
  places: number;
  /** Who has a visit, given-back ones apart. */
  booked: number;
  waiting: number;
}

/**
 * The sessions between two dates that somebody sits in, or works at the desk of: one's own first, then by time.
 * @param from YYYY-MM-DD, inclusive as `to`.
 */
export function staffSessions(
  tx: Transaction,
  staffId: string,
  days: { from: string; to: string },
): Promise<StaffSession[]> {
  return sessionsOf(tx, staffId, days, deskRoles);
}

/** Those of them that somebody may close or change (`mustRun`): one's own, and those of the places that one administers. */
export function sessionsToRun(
  tx: Transaction,
  staffId: string,
  days: { from: string; to: string },
): Promise<StaffSession[]> {
  return sessionsOf(tx, staffId, days, administratorRoles);
}

/** The next session that is still to come, among those of `staffSessions`, one's own before others'. */
export async function nextSession(
  tx: Transaction,
  staffId: string,
  days: { from: string; to: string },
): Promise<StaffSession | undefined> {
  return (await staffSessions(tx, staffId, days)).find(
    ({ status, startsAt }) => status === 'open' && startsAt > tx.now,
  );
}

async function sessionsOf(
  tx: Transaction,
  staffId: string,
  { from, to }: { from: string; to: string },
  roles: readonly Role[],
): Promise<StaffSession[]> {
  const places = await reachOf(tx, staffId, roles);
  const sessions = await tx.prisma.clinicSession.findMany({
    where: {
      date: { gte: from, lte: to },
      OR: [{ doctorId: staffId }, { organisationId: { in: places } }],
    },
    include: {
      ...sessionDetails,
      _count: {
        select: {
          appointments: { where: { status: { not: 'cancelled' } } },
          waitlist: { where: { status: { in: [...inLine] } } },
        },
      },
    },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const all = sessions.map(({ organisation, doctor, _count, ...session }) => ({
    id: session.id,
    kind: session.kind,
    date: session.date,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    status: session.status,
    organisationId: session.organisationId,
    shortName: organisation.shortName,
    doctorId: session.doctorId,
    doctor: doctor.name,
    places: session.places,
    booked: _count.appointments,
    waiting: _count.waitlist,
  }));
  return [...all.filter(({ doctorId }) => doctorId === staffId), ...all.filter(({ doctorId }) => doctorId !== staffId)];
}

/** One line of 今日门诊. */
export interface Visitor {
  appointmentId: string;
  number: number;
  name: string;
  startsAt: Date;
  status: AppointmentInSession['status'];
}

/** Who is booked in a session, by the time of their slot. Looked at by staff, so it is audited. */
export async function visitorsOf(tx: Transaction, sessionId: string): Promise<Visitor[]> {
  const appointments = await tx.prisma.appointment.findMany({
    where: { sessionId, status: { not: 'cancelled' } },
    orderBy: [{ startsAt: 'asc' }, { number: 'asc' }],
  });
  const names = await residentNames(
    tx,
    appointments.map(({ residentId }) => residentId),
  );
  return appointments.map(({ id, number, residentId, startsAt, status }) => ({
    appointmentId: id,
    number,
    name: names.get(residentId) ?? '',
    startsAt,
    status,
  }));
}

/** Notes that staff looked at who is booked. */
export function auditVisitors(tx: Transaction, sessionId: string, staffId: string): void {
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'session.visitors-read',
    subject: { kind: 'session', id: sessionId },
    purpose: 'clinic.day',
  });
}

/** The appointment behind a number that is called out; undefined when the session has none of it. */
export async function byNumber(tx: Transaction, sessionId: string, number: number): Promise<string | undefined> {
  const appointment = await tx.prisma.appointment.findUnique({
    where: { sessionId_number: { sessionId, number } },
    select: { id: true },
  });
  return appointment?.id;
}
