import { sitInTimetable } from '../notices/support.ts';
import { send } from '../notices/send.ts';
import { subtreeOf } from '../organisations/tree.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

const cursor = 'sit-ins.timetable';
/** A text of 600 characters holds so many. */
const mostLines = 12;

/**
 * The timetable of next week's expert sit-ins (domain.md §7), to everybody who works at the centre and to the experts
 * themselves; a centre without any hears nothing. One centre in a transaction.
 * @returns `more` while there are centres to look at.
 */
export async function sendTimetables(tx: Transaction): Promise<'done' | 'more'> {
  const today = tx.day.dateOf(tx.now);
  const monday = tx.day.add(today, 8 - tx.day.weekday(today));
  const [week, after = ''] = (await tx.prisma.setting.findUnique({ where: { name: cursor } }))?.value.split('/') ?? [];
  const centre = await tx.prisma.organisation.findFirst({
    where: { kind: 'centre', active: true, id: { gt: week === monday ? after : '' } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  if (!centre) return 'done';
  await sendTimetable(tx, centre.id, monday);
  const value = `${monday}/${centre.id}`;
  await tx.prisma.setting.upsert({ where: { name: cursor }, create: { name: cursor, value }, update: { value } });
  return 'more';
}

async function sendTimetable(tx: Transaction, centreId: string, monday: string): Promise<void> {
  const places = await subtreeOf(tx, centreId);
  const sessions = await tx.prisma.clinicSession.findMany({
    where: {
      organisationId: { in: places },
      kind: 'expert',
      status: 'open',
      date: { gte: monday, lte: tx.day.add(monday, 6) },
    },
    include: {
      doctor: { select: { name: true } },
      organisation: { select: { shortName: true } },
      schedule: { select: { department: true } },
    },
    orderBy: { startsAt: 'asc' },
  });
  if (sessions.length === 0) return;
  const lines = sessions.map(
    ({ startsAt, organisation, schedule, doctor }) =>
      `${tx.day.say(startsAt)} ${organisation.shortName} ${schedule.department} ${doctor.name}`,
  );
  const desk = await tx.prisma.staff.findMany({
    where: { active: true, roles: { some: { organisationId: { in: places }, role: { in: [...deskRoles] } } } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const hearers = new Set([...desk.map(({ id }) => id), ...sessions.map(({ doctorId }) => doctorId)]);
  for (const staffId of hearers)
    await send(
      tx,
      sitInTimetable,
      { staff: staffId },
      { lines: lines.slice(0, mostLines), more: Math.max(lines.length - mostLines, 0) },
      {
        key: `sit-ins.timetable/${monday}/${centreId}/${staffId}`,
        priority: 1,
        expiresAt: tx.day.at(tx.day.add(monday, 1), '00:00'),
      },
    );
}
