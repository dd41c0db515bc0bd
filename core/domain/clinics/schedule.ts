import type { ClinicKind } from '#prisma/generated/sqlite/enums.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { closeSession } from './close-session.ts';
import { lockDoctor } from './lock.ts';
import { openSessionsAhead } from './open-ahead.ts';
import { collides, slotTimes, type WeeklyRule } from './rules.ts';
import { weekdaysOf } from './weekdays.ts';

/** A weekly rule for a doctor at a centre or station (排班, FHIR Schedule). */
export interface NewSchedule extends WeeklyRule {
  organisationId: string;
  doctorId: string;
  kind: ClinicKind;
  /** 全科, 心内科. */
  department: string;
  slotMinutes: number;
  placesPerSlot: number;
  /** Of each session's places, kept for signed and priority residents until noon of the day. */
  reservedPlaces: number;
}

/**
 * Rosters a doctor, and opens the sessions at once. A doctor may practise at several centres, never at two at once
 * (domain.md §1).
 * @throws Refusal `doctor-elsewhere`
 * @throws RangeError when not even one slot fits into the hours.
 */
export async function createSchedule(
  tx: Transaction,
  { weekdays, ...schedule }: NewSchedule,
  by: { staffId?: string | undefined },
): Promise<string> {
  if (slotTimes(schedule.startTime, schedule.endTime, schedule.slotMinutes).length === 0)
    throw new RangeError(`no slot of ${schedule.slotMinutes} minutes fits`);
  await lockDoctor(tx, schedule.doctorId);
  const other = (await schedulesOf(tx, schedule.doctorId)).find((rule) => collides({ ...schedule, weekdays }, rule));
  if (other) throw refuse('doctor-elsewhere', { scheduleId: other.id });
  const id = tx.id();
  await tx.prisma.clinicSchedule.create({ data: { ...schedule, id, weekdays: [...weekdays] } });
  tx.audit({ actor: actor(by), action: 'schedule.created', subject: { kind: 'schedule', id } });
  await openSessionsAhead(tx);
  return id;
}

/**
 * A date on which a schedule does not run. The session of that date, when there is one already, is closed: everyone
 * booked is told and offered the nearest places.
 * @returns how many people were told.
 */
export async function exceptFromSchedule(
  tx: Transaction,
  exception: { scheduleId: string; date: string; reason: string },
  by: { staffId: string },
): Promise<number> {
  const { scheduleId, date, reason } = exception;
  await tx.prisma.scheduleException.upsert({
    where: { scheduleId_date: { scheduleId, date } },
    create: exception,
    update: { reason },
  });
  tx.audit({
    actor: actor(by),
    action: 'schedule.excepted',
    subject: { kind: 'schedule', id: scheduleId },
    detail: { date },
  });
  const session = await tx.prisma.clinicSession.findUnique({ where: { scheduleId_date: { scheduleId, date } } });
  if (session?.status !== 'open' || session.endsAt <= tx.now) return 0;
  return (await closeSession(tx, { sessionId: session.id, reason }, by)).told;
}

async function schedulesOf(tx: Transaction, doctorId: string) {
  const kept = await tx.prisma.clinicSchedule.findMany({ where: { doctorId } });
  return kept.map((schedule) => ({ ...schedule, weekdays: weekdaysOf(schedule.weekdays) }));
}

function actor({ staffId }: { staffId?: string | undefined }) {
  return staffId === undefined ? { kind: 'system' as const } : { kind: 'staff' as const, id: staffId };
}
