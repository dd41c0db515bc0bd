import type { ClinicKind } from '#prisma/generated/sqlite/enums.ts';
import { isWorkingDay } from '../calendar/working-day.ts';
import { type RulesOfPlaces, rulesOfPlaces } from '../packs/of-organisation.ts';
import type { Transaction } from '../transaction.ts';
import { lockDoctor } from './lock.ts';
import { openSession } from './open-session.sql.ts';
import { releaseAt, requestRelease } from './release-reserved.ts';
import { runsOn, slotTimes } from './rules.ts';
import { weekdaysOf } from './weekdays.ts';
import { whoSits } from './who-sits.ts';

/**
 * Opens the sessions of every schedule from today as far ahead as booking opens; those that are there stay as they are, so
 * it may run as often as it likes: nightly by the tick `sessions.open-ahead`, and at the start of the program.
 * @returns how many sessions it opened.
 */
export async function openSessionsAhead(tx: Transaction): Promise<number> {
  const today = tx.day.dateOf(tx.now);
  const rulesFor = await rulesOfPlaces(tx);
  const schedules = await tx.prisma.clinicSchedule.findMany({
    where: {
      OR: [{ validTo: null }, { validTo: { gte: today } }],
      organisation: { active: true },
      doctor: { active: true },
    },
    include: {
      exceptions: { where: { date: { gte: today } } },
      sessions: { where: { date: { gte: today } }, select: { date: true } },
    },
    orderBy: { id: 'asc' },
  });
  let opened = 0;
  for (const { exceptions, sessions, ...kept } of schedules) {
    const schedule = { ...kept, weekdays: weekdaysOf(kept.weekdays) };
    const done = new Set([...exceptions, ...sessions].map(({ date }) => date));
    const ahead = rulesFor(schedule.organisationId, today).clinics.bookingOpensDaysAhead;
    const dates = Array.from({ length: ahead + 1 }, (_, days) => tx.day.add(today, days));
    const missing = dates.filter((date) => !done.has(date) && runsOn(schedule, dayOf(tx, date)));
    if (missing.length > 0) await lockDoctor(tx, schedule.doctorId);
    for (const date of missing) if (await open(tx, schedule, date, rulesFor)) opened += 1;
  }
  return opened;
}

/** What a rule needs to know about a date. */
export function dayOf(tx: Transaction, date: string): { date: string; weekday: number; isWorkingDay: boolean } {
  return { date, weekday: tx.day.weekday(date), isWorkingDay: isWorkingDay(tx.day, date) };
}

interface Running {
  id: string;
  organisationId: string;
  doctorId: string;
  kind: ClinicKind;
  startTime: string;
  endTime: string;
  slotMinutes: number;
  placesPerSlot: number;
  reservedPlaces: number;
}

async function open(tx: Transaction, schedule: Running, date: string, rulesFor: RulesOfPlaces): Promise<boolean> {
  const { startTime, endTime, slotMinutes, placesPerSlot } = schedule;
  const startsAt = tx.day.at(date, startTime);
  const endsAt = tx.day.at(date, endTime);
  if (endsAt <= tx.now) return false;
  const { version: rulePack } = rulesFor(schedule.organisationId, date);
  const slots = slotTimes(startTime, endTime, slotMinutes).map((time) => tx.day.at(date, time));
  const isKept = releaseAt(tx, { date, startsAt, rulePack }) > tx.now;
  const reserved = isKept ? Math.min(schedule.reservedPlaces, slots.length * placesPerSlot) : 0;
  const { id: scheduleId, organisationId, kind } = schedule;
  const doctorId = await whoSits(tx, schedule.doctorId, date);
  if (doctorId === undefined) return false;
  const session = { organisationId, doctorId, kind, date, startsAt, endsAt, reserved, rulePack, slots, placesPerSlot };
  const id = await openSession(tx, { scheduleId, ...session });
  if (id === undefined) return false;
  await requestRelease(tx, { id, ...session });
  return true;
}
