import { coverAsked } from '../notices/absences.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { awayOn } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { handOverSessions, type HandedOver } from './sessions.ts';

/** Somebody who is away, by the district's dates (YYYY-MM-DD), both included. */
export interface NewAbsence {
  staffId: string;
  /** Who answers for them meanwhile; null is nobody, and the team's leader is asked instead. */
  coverId: string | null;
  fromDate: string;
  toDate: string;
  reason: string;
  /** Themselves, the team's leader or the centre's administrator. */
  by: string;
}

/**
 * Records that somebody is away. What they look after is their cover's from the first day to the last: questions, alerts,
 * applications, tasks. Their clinics in that time are taken over by the cover, or closed with other places offered.
 *
 * @returns what became of their clinics.
 * @throws Refusal `not-allowed`; `absence-dates` for a past or overlong time; `absence-overlaps`; `cover-away` when the
 * cover is away too, or has left.
 */
export async function recordAbsence(tx: Transaction, absence: NewAbsence): Promise<HandedOver> {
  const { staffId, coverId, fromDate, toDate, reason, by } = absence;
  const staff = await tx.prisma.staff.findUnique({ where: { id: staffId } });
  if (!staff?.active) throw refuse('staff-unknown');
  if (!(await mayRecord(tx, staff, by))) throw refuse('not-allowed');
  const today = tx.day.dateOf(tx.now);
  const { mostDays } = (await rulesAt(tx, staff.organisationId)).absence;
  if (fromDate < today || toDate < fromDate || tx.day.daysBetween(fromDate, toDate) >= mostDays)
    throw refuse('absence-dates', { most: String(mostDays) });
  await oneAtATime(tx, `absence/${staffId}`);
  if (await isAwayBetween(tx, staffId, fromDate, toDate)) throw refuse('absence-overlaps');
  if (coverId !== null && !(await mayCover(tx, coverId, fromDate, toDate))) throw refuse('cover-away');
  const id = tx.id();
  await tx.prisma.absence.create({
    data: { id, staffId, coverId, fromDate, toDate, reason, recordedById: by, recordedAt: tx.now },
  });
  tx.audit({
    actor: { kind: 'staff', id: by },
    action: 'absence.recorded',
    subject: { kind: 'staff', id: staffId },
    detail: { fromDate, toDate, coverId },
  });
  const sessions = await handOverSessions(tx, absence);
  if (coverId !== null) {
    const data = {
      name: staff.name,
      from: tx.day.sayDate(fromDate),
      to: tx.day.sayDate(toDate),
      sessions: sessions.takenOver,
    };
    await send(tx, coverAsked, { staff: coverId }, data, { key: `absence.cover/${id}` });
  }
  return sessions;
}

/** The colleagues of somebody's organisation who are there in that time. */
export async function possibleCovers(
  tx: Transaction,
  staffId: string,
  { fromDate, toDate }: { fromDate: string; toDate: string },
): Promise<{ id: string; name: string; title: string }[]> {
  const { organisationId, roles } = await tx.prisma.staff.findUniqueOrThrow({
    where: { id: staffId },
    include: { roles: true },
  });
  const isDoctor = roles.some(({ role }) => role === 'doctor' || role === 'team_leader' || role === 'expert');
  return tx.prisma.staff.findMany({
    where: {
      active: true,
      organisationId,
      id: { not: staffId },
      // A doctor is covered by a doctor.
      ...(isDoctor ? { roles: { some: { role: { in: ['doctor', 'team_leader', 'expert'] } } } } : {}),
      absences: { none: overlapping(fromDate, toDate) },
    },
    select: { id: true, name: true, title: true },
    orderBy: { id: 'asc' },
  });
}

/** Those whose absence somebody may record: themselves, and the staff of what they lead or administer. */
export async function mayRecord(
  tx: Transaction,
  staff: { id: string; organisationId: string },
  by: string,
): Promise<boolean> {
  return staff.id === by || reaches(tx, by, staff.organisationId, [...administratorRoles, 'team_leader']);
}

/** Somebody's absences that hold or are to come. */
export async function absencesAhead(
  tx: Transaction,
  staffId: string,
): Promise<{ id: string; fromDate: string; toDate: string; cover: string | undefined }[]> {
  const absences = await tx.prisma.absence.findMany({
    where: { staffId, toDate: { gte: tx.day.dateOf(tx.now) }, endedAt: null },
    include: { cover: { select: { name: true } } },
    orderBy: { fromDate: 'asc' },
  });
  return absences.map(({ id, fromDate, toDate, cover }) => ({ id, fromDate, toDate, cover: cover?.name }));
}

/** For whom somebody covers today, and until when. */
export async function coversToday(tx: Transaction, staffId: string): Promise<{ name: string; toDate: string }[]> {
  const absences = await tx.prisma.absence.findMany({
    where: { coverId: staffId, ...awayOn(tx.day.dateOf(tx.now)) },
    include: { staff: { select: { name: true } } },
    orderBy: { fromDate: 'asc' },
  });
  return absences.map(({ staff, toDate }) => ({ name: staff.name, toDate }));
}

function overlapping(fromDate: string, toDate: string) {
  return { fromDate: { lte: toDate }, toDate: { gte: fromDate }, endedAt: null };
}

async function isAwayBetween(tx: Transaction, staffId: string, fromDate: string, toDate: string): Promise<boolean> {
  return (await tx.prisma.absence.count({ where: { staffId, ...overlapping(fromDate, toDate) } })) > 0;
}

async function mayCover(tx: Transaction, coverId: string, fromDate: string, toDate: string): Promise<boolean> {
  const cover = await tx.prisma.staff.findUnique({ where: { id: coverId }, select: { active: true } });
  return cover?.active === true && !(await isAwayBetween(tx, coverId, fromDate, toDate));
}
