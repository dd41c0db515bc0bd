import type { CareTaskWay } from '#prisma/generated/sqlite/enums.ts';
import { followUpDue } from '../notices/follow-ups.ts';
import { quietUntil } from '../notices/quiet-hours.ts';
import { send } from '../notices/send.ts';
import type { PlanKind } from '../packs/follow-up-rules.ts';
import { rulesOf } from '../packs/current.ts';
import { residentName } from '../residents/resident.ts';
import { instant, instantOrNull, rowSet, type StoredInstant } from '../row-set.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import { callInsteadKey } from '../staff-tasks/call-instead.ts';
import type { Transaction } from '../transaction.ts';
import { maskName } from '#kit/mask.ts';
import { chatHearers } from './hearers.ts';
import { dueNotice } from './reminders.ts';
import { scheduled, stepsDue } from './schedule.ts';
import type { CareStep } from './steps.ts';
import { dueStepsStatement, moveOnStatement } from './sweep.sql.ts';
import { closeTask, steppedOf } from './tasks.ts';

/** So many tasks are looked at in one transaction; messages of residents wait no longer than that. */
export const tasksASweep = 200;

interface DueRow {
  id: string;
  planId: string;
  residentId: string;
  doctorId: string;
  dueOn: string;
  dueTo: string;
  agreedOn: string | null;
  saidDoneOn: string | null;
  escalatedAt: StoredInstant | null;
  rulePack: string;
  nextStepAt: StoredInstant;
  way: CareTaskWay;
  kind: PlanKind;
}

const moved = {
  id: 'text',
  nextStep: 'text',
  nextStepAt: 'instant',
  escalatedAt: 'instant',
  way: 'text',
  wasAt: 'instant',
} as const;

/**
 * Takes the steps that are due of follow-ups, however late: reminders three days before, on the day, three days after, of
 * those missed meanwhile the last one only; who cannot be asked by chat becomes a call; seven days overdue it is the
 * leader's; a visit of a series that was not held is missed.
 * @returns `more` while there are some left.
 */
export async function takeDueSteps(tx: Transaction): Promise<'done' | 'more'> {
  const rows = await tx.sql.all<DueRow>(dueStepsStatement, [tx.now, tasksASweep]);
  const given = rowSet(tx.sql.engine, moved);
  const changes: Parameters<typeof given.parameter>[0][number][] = [];
  const over: string[] = [];
  const asked = new Set<string>();
  for (const row of rows) {
    const { steps, way } = await take(tx, row, asked);
    if (steps.includes('miss')) over.push(row.id);
    const escalatedAt = steps.includes('escalate') ? tx.now : instantOrNull(row.escalatedAt);
    const rules = rulesOf(row.rulePack).followUps;
    const next = scheduled(tx, steppedOf({ ...row, escalatedAt }, row.kind, rules), rules);
    changes.push({ id: row.id, ...next, escalatedAt, way, wasAt: instant(row.nextStepAt) });
  }
  if (changes.length > 0) await tx.sql.run(moveOnStatement(given.from, tx.sql.engine), [given.parameter(changes)]);
  for (const id of over) await closeTask(tx, id, { status: 'missed', closeReason: 'series-went-on' });
  return rows.length < tasksASweep ? 'done' : 'more';
}

/** @param asked who was asked in this sweep: for whatever else is due of them they come at the same time. */
async function take(
  tx: Transaction,
  row: DueRow,
  asked: Set<string>,
): Promise<{ steps: CareStep[]; way: CareTaskWay }> {
  const rules = rulesOf(row.rulePack).followUps;
  const escalatedAt = instantOrNull(row.escalatedAt);
  const steps = stepsDue(tx, steppedOf({ ...row, escalatedAt }, row.kind, rules), rules, instant(row.nextStepAt));
  const reminder = steps.find((step) => step.startsWith('remind'));
  if (!reminder || asked.has(row.residentId)) return { steps, way: row.way };
  const way = await remind(tx, row, reminder);
  if (way === 'chat') asked.add(row.residentId);
  return { steps, way };
}

/** Asks by chat; who cannot be asked is called, once for each task. */
async function remind(tx: Transaction, row: DueRow, step: CareStep): Promise<CareTaskWay> {
  const hearers = await chatHearers(tx, row.residentId, row.kind);
  if (hearers.length === 0) {
    await askStaffTask(tx, {
      kind: 'phone',
      key: callInsteadKey(dueNotice, row.id),
      reason: 'care-unreached',
      residentId: row.residentId,
      subject: { kind: 'care-task', id: row.id },
      ownerId: row.doctorId,
    });
    return row.way === 'visit' ? 'visit' : 'phone';
  }
  const { notices } = rulesOf(row.rulePack);
  const dueAt = quietUntil(tx.day, notices, tx.now) ?? tx.now;
  const expiresAt = tx.day.at(tx.day.dateOf(dueAt), notices.quietFrom);
  const doctor = await tx.prisma.staff.findUniqueOrThrow({
    where: { id: row.doctorId },
    select: { name: true, organisation: { select: { shortName: true, phone: true } } },
  });
  const data = {
    name: maskName(await residentName(tx, row.residentId)),
    doctor: doctor.name,
    centre: doctor.organisation.shortName,
    phone: doctor.organisation.phone,
    date: tx.day.sayDate(row.agreedOn ?? (row.dueTo > row.dueOn && step !== 'remind-after' ? row.dueTo : row.dueOn)),
    when: row.agreedOn === null ? ('until' as const) : ('on' as const),
    late: step === 'remind-after',
  };
  for (const { bindingId } of hearers)
    await send(tx, followUpDue, { binding: bindingId }, data, {
      key: `${dueNotice}/${row.id}/${row.agreedOn ?? row.dueOn}/${step}/${bindingId}`,
      about: row.residentId,
      ...{ dueAt, expiresAt, priority: 1 },
    });
  return 'chat';
}
