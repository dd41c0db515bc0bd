import { isWorkingDay } from '../calendar/working-day.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import type { DutyRules } from '../packs/care-work-rules.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { whoAnswersFor } from './cover.ts';
import { reaches } from './reach.ts';
import { administratorRoles, deskRoles } from './roles.ts';

/** Who is told first of an alert out of hours, and the phone that rings. */
export interface OnDuty {
  staffId: string;
  phone: string | undefined;
}

/**
 * Who is on duty at a centre now: by the roster, out of hours only (an evening until the next morning, a day off as a
 * whole); who covers for them when they are away. Undefined in working hours and where nobody is on the roster.
 */
export async function dutyNow(tx: Transaction, centreId: string): Promise<OnDuty | undefined> {
  const rules = await rulesAt(tx, centreId);
  const date = dutyDate(tx, rules.duty);
  if (date === undefined) return undefined;
  const duty = await tx.prisma.duty.findUnique({
    where: { organisationId_date: { organisationId: centreId, date } },
    select: { staffId: true },
  });
  const staffId = duty && (await whoAnswersFor(tx, duty.staffId, date));
  if (!staffId) return undefined;
  const { phoneSealed } = await tx.prisma.staff.findUniqueOrThrow({
    where: { id: staffId },
    select: { phoneSealed: true },
  });
  const phone = phoneSealed
    ? tx.vault.open({ table: 'Staff', column: 'phoneSealed', row: staffId }, phoneSealed)
    : undefined;
  return { staffId, phone };
}

/** The roster's date that this instant belongs to; undefined in working hours. */
function dutyDate(tx: Transaction, { from, to }: DutyRules): string | undefined {
  const today = tx.day.dateOf(tx.now);
  const time = tx.day.timeOf(tx.now);
  if (time < to) return tx.day.add(today, -1);
  return time >= from || !isWorkingDay(tx.day, today) ? today : undefined;
}

/** One evening of the roster. */
export interface DutyEvening {
  /** YYYY-MM-DD */
  date: string;
  staffId: string | undefined;
  name: string | undefined;
}

/** The roster of a centre from today on. */
export async function dutyRoster(tx: Transaction, centreId: string): Promise<DutyEvening[]> {
  const today = tx.day.dateOf(tx.now);
  const { plannedDays } = (await rulesAt(tx, centreId)).duty;
  const dates = Array.from({ length: plannedDays }, (_, days) => tx.day.add(today, days));
  const planned = await tx.prisma.duty.findMany({
    where: { organisationId: centreId, date: { in: dates } },
    include: { staff: { select: { name: true } } },
  });
  return dates.map((date) => {
    const duty = planned.find((one) => one.date === date);
    return { date, staffId: duty?.staffId, name: duty?.staff.name };
  });
}

/** Who may be put on a centre's roster: whoever works at its desk. */
export async function dutyCandidates(tx: Transaction, centreId: string): Promise<{ id: string; name: string }[]> {
  return tx.prisma.staff.findMany({
    where: { active: true, roles: { some: { organisationId: centreId, role: { in: [...deskRoles] } } } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
}

/** Whether somebody plans a centre's roster: its administrators and its team leaders. */
export async function plansDuty(tx: Transaction, centreId: string, staffId: string): Promise<boolean> {
  return reaches(tx, staffId, centreId, [...administratorRoles, 'team_leader']);
}

/**
 * Puts somebody on the roster of an evening, instead of whoever was.
 * @throws Refusal `not-allowed`; `staff-unknown` for who does not work at the centre's desk.
 */
export async function putOnDuty(
  tx: Transaction,
  { centreId, date, staffId, by }: { centreId: string; date: string; staffId: string; by: string },
): Promise<void> {
  if (!(await plansDuty(tx, centreId, by))) throw refuse('not-allowed');
  const candidates = await dutyCandidates(tx, centreId);
  if (!candidates.some(({ id }) => id === staffId)) throw refuse('staff-unknown');
  await tx.sql.run(
    `INSERT INTO "Duty" ("organisationId", "date", "staffId") VALUES (?, ?, ?)
     ON CONFLICT ("organisationId", "date") DO UPDATE SET "staffId" = excluded."staffId"`,
    [centreId, date, staffId],
  );
  tx.audit({
    actor: { kind: 'staff', id: by },
    action: 'duty.planned',
    subject: { kind: 'staff', id: staffId },
    detail: { centreId, date },
  });
}
