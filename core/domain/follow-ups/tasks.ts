import type { CarePlan, CareTask } from '#prisma/generated/sqlite/client.ts';
import type { FollowUpRules, PlanKind, VisitClass } from '../packs/follow-up-rules.ts';
import { rulesOf } from '../packs/current.ts';
import type { RulePack } from '../packs/rule-pack.ts';
import { refuse } from '../refusal.ts';
import { clearStaffTasks } from '../staff-tasks/clear.ts';
import { callInsteadKey } from '../staff-tasks/call-instead.ts';
import type { Transaction } from '../transaction.ts';
import { dropReminders, dueNotice } from './reminders.ts';
import type { DueWindow } from './rules.ts';
import { scheduled } from './schedule.ts';
import type { Stepped } from './steps.ts';

/** The kind of a plan's row; kinds are written from the closed list. */
export function kindOf(plan: Pick<CarePlan, 'kind'>): PlanKind {
  return plan.kind as PlanKind;
}

/** A task as far as its steps go, by the rules that it was opened under. */
export function steppedOf(
  task: Pick<CareTask, 'dueOn' | 'dueTo' | 'agreedOn' | 'saidDoneOn' | 'escalatedAt'>,
  kind: PlanKind,
  { plans }: FollowUpRules,
): Stepped {
  const { dueOn, dueTo, agreedOn, saidDoneOn, escalatedAt } = task;
  const { shown, milestones } = plans[kind];
  return {
    ...{ dueOn, dueTo, agreedOn, saidDoneOn },
    escalated: escalatedAt !== null,
    reminds: shown === 'everybody',
    ofSeries: milestones !== undefined,
  };
}

/**
 * Opens one task of a plan, once for each milestone and day, under the rules of today.
 * @returns its id, or undefined when it was there.
 */
export async function openTask(
  tx: Transaction,
  plan: Pick<CarePlan, 'id' | 'kind' | 'residentId' | 'doctorId'>,
  window: DueWindow,
  pack: RulePack,
): Promise<string | undefined> {
  const id = tx.id();
  const open = { ...window, agreedOn: null, saidDoneOn: null, escalatedAt: null };
  const next = scheduled(tx, steppedOf(open, kindOf(plan), pack.followUps), pack.followUps);
  const written = await tx.sql.run(
    // The enums stand in the text: PostgreSQL does not compare them with text parameters.
    `INSERT INTO "CareTask" ("id", "planId", "residentId", "milestone", "dueFrom", "dueOn", "dueTo", "rulePack", "way",
       "status", "doctorId", "nextStep", "nextStepAt", "createdAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'chat', 'open', ?, ?, ?, ?) 
     ON CONFLICT ("planId", "milestone", "dueOn") WHERE "status" = 'open' DO NOTHING`,
    [
      ...[id, plan.id, plan.residentId, window.milestone, window.dueFrom, window.dueOn, window.dueTo, pack.version],
      ...[plan.doctorId, next.nextStep, next.nextStepAt, tx.now],
    ],
  );
  return written === 0 ? undefined : id;
}

/** Why a task ended otherwise than by a visit or a reading. Stored: never renamed. */
export type TaskCloseReason = PlanCloseReason | 'series-went-on' | 'visit' | 'reading';

/** Why a plan ended. Stored: never renamed. */
export type PlanCloseReason =
  | 'resident-died'
  | 'moved-away'
  | 'refused'
  | 'born'
  | 'pregnancy-ended'
  | 'grown-up'
  | 'diagnosed'
  | 'diagnosis-ended'
  | 'came-to-its-end'
  /** Nobody was seen by the referral that it was opened for. */
  | 'referral-ended'
  | 'identity-merged';

export interface TaskEnd {
  status: 'done' | 'missed' | 'cleared';
  closeReason: TaskCloseReason;
  encounterId?: string | undefined;
  class?: VisitClass | undefined;
  nextDueOn?: string | undefined;
}

/**
 * Ends an open task, and with it everything that was still to happen about it: no reminder, no call.
 * @throws Refusal `care-task-closed` when it is not open any more.
 */
export async function closeTask(tx: Transaction, taskId: string, end: TaskEnd): Promise<void> {
  const { count } = await tx.prisma.careTask.updateMany({
    where: { id: taskId, status: 'open' },
    data: {
      status: end.status,
      closeReason: end.closeReason,
      encounterId: end.encounterId ?? null,
      class: end.class ?? null,
      nextDueOn: end.nextDueOn ?? null,
      closedAt: tx.now,
      nextStep: null,
      nextStepAt: null,
    },
  });
  if (count === 0) throw refuse('care-task-closed');
  await dropReminders(tx, taskId);
  await clearStaffTasks(tx, { subject: { kind: 'care-task', id: taskId } }, 'no-longer-needed');
  await clearStaffTasks(tx, { keys: [callInsteadKey(dueNotice, taskId)] }, 'no-longer-needed');
}

/** Changes the days of an open task and what is to happen with it. @throws Refusal `care-task-closed`. */
export async function retime(
  tx: Transaction,
  task: CareTask & { plan: Pick<CarePlan, 'kind'> },
  change: Partial<Pick<CareTask, 'dueFrom' | 'dueOn' | 'dueTo' | 'agreedOn' | 'saidDoneOn' | 'broughtForwardFrom'>>,
): Promise<void> {
  const rules = rulesOf(task.rulePack).followUps;
  const next = scheduled(tx, steppedOf({ ...task, ...change }, kindOf(task.plan), rules), rules);
  const { count } = await tx.prisma.careTask.updateMany({
    where: { id: task.id, status: 'open', dueOn: task.dueOn },
    data: { ...change, ...next },
  });
  if (count === 0) throw refuse('care-task-closed');
  await dropReminders(tx, task.id);
}
