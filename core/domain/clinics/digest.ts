import { isWorkingDay } from '../calendar/working-day.ts';
import { workDigest } from '../notices/clinic-work.ts';
import { send } from '../notices/send.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { administratorRoles, deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { workOf } from './work.ts';

/** So many members of staff are written to in one transaction; answers to residents wait no longer than that. */
const staffAtOnce = 20;
const cursor = 'work.digest';

/**
 * The digest at 08:00 of a duty day: a working day, or one on which somebody sits in (domain.md §7). Each once a day, who
 * has nothing waiting hears nothing; after noon it is not sent any more.
 * @returns `more` while there are staff to look at.
 */
export async function sendDigests(tx: Transaction): Promise<'done' | 'more'> {
  const today = tx.day.dateOf(tx.now);
  const staff = await tx.prisma.staff.findMany({
    where: {
      id: { gt: await reachedOn(tx, today) },
      active: true,
      roles: { some: { role: { in: [...deskRoles, ...administratorRoles, 'expert', 'hospital_desk'] } } },
    },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
    take: staffAtOnce,
  });
  for (const { id, name } of staff) await sendDigest(tx, { id, name }, today);
  const last = staff.at(-1);
  if (last === undefined) return 'done';
  const value = `${today}/${last.id}`;
  await tx.prisma.setting.upsert({ where: { name: cursor }, create: { name: cursor, value }, update: { value } });
  return staff.length < staffAtOnce ? 'done' : 'more';
}

/** What somebody is told in the morning: at most five lines; empty on a day off, or when nothing waits. */
export async function digestLines(tx: Transaction, staffId: string): Promise<string[]> {
  const today = tx.day.dateOf(tx.now);
  const isOnDuty = isWorkingDay(tx.day, today) || (await sitsIn(tx, staffId, today));
  if (!isOnDuty) return [];
  const { organisationId } = await tx.prisma.staff.findUniqueOrThrow({
    where: { id: staffId },
    select: { organisationId: true },
  });
  const { notices } = await rulesAt(tx, organisationId);
  return (await workOf(tx, staffId)).slice(0, notices.digestLines).map(({ text }) => text);
}

async function sendDigest(tx: Transaction, { id, name }: { id: string; name: string }, today: string): Promise<void> {
  const lines = await digestLines(tx, id);
  if (lines.length === 0) return;
  await send(
    tx,
    workDigest,
    { staff: id },
    { name, date: tx.day.sayDate(today), lines },
    { key: `work.digest/${id}/${today}`, priority: 1, expiresAt: tx.day.at(today, '12:00') },
  );
}

async function sitsIn(tx: Transaction, doctorId: string, date: string): Promise<boolean> {
  return (await tx.prisma.clinicSession.count({ where: { doctorId, date, status: 'open' } })) > 0;
}

/** The last one who was looked at today. */
async function reachedOn(tx: Transaction, today: string): Promise<string> {
  const kept = await tx.prisma.setting.findUnique({ where: { name: cursor } });
  const [date, staffId] = kept?.value.split('/') ?? [];
  return date === today ? (staffId ?? '') : '';
}
