import type { StaffTask } from '#prisma/generated/sqlite/client.ts';
import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { rulesOf } from '../packs/current.ts';
import { closePlans } from '../follow-ups/close-plan.ts';
import { refuse } from '../refusal.ts';
import { noteDeath } from '../residents/death.ts';
import type { Transaction } from '../transaction.ts';
import { handUp } from './escalate.ts';
import { type AttemptOutcome, isFailure, taskFor } from './staff-task.ts';

/** What became of the task. */
export type AttemptEffect = 'closed' | 'again' | 'visit-instead' | 'handed-up';

/**
 * Records a call or a knock at the door with its outcome code. Calls in vain make it a visit where an address is on file,
 * and else the leader's; visits in vain make it the leader's. What anybody has to know of the end is done here: a death is
 * noted.
 * @throws Refusal `task-state-changed`, `not-allowed`.
 */
export async function recordAttempt(
  tx: Transaction,
  { taskId, staffId, outcome }: { taskId: string; staffId: string; outcome: AttemptOutcome },
): Promise<AttemptEffect> {
  const task = await taskFor(tx, taskId, staffId);
  if (outcome === 'unreachable' && !(await mayGiveUp(tx, task))) throw refuse('not-allowed');
  await tx.prisma.staffTaskAttempt.create({ data: { id: tx.id(), taskId, staffId, at: tx.now, outcome } });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'staff-task.attempted',
    subject: { kind: 'staff-task', id: taskId },
    detail: { outcome, residentId: task.residentId },
  });
  if (isFailure(outcome)) return tryFurther(tx, task, outcome);
  await close(tx, task, outcome);
  if (outcome === 'died') await noteDeath(tx, { residentId: task.residentId, staffId });
  if (outcome === 'moved') await closePlans(tx, { residentId: task.residentId }, 'moved-away', { staffId });
  if (outcome === 'refused') await endRefused(tx, task, staffId);
  return 'closed';
}

/** Who wants no follow-up is not asked again; what else they are followed up for goes on. */
async function endRefused(tx: Transaction, task: StaffTask, staffId: string): Promise<void> {
  if (task.subjectKind !== 'care-task') return;
  const careTask = await tx.prisma.careTask.findUnique({ where: { id: task.subjectId }, select: { planId: true } });
  if (careTask) await closePlans(tx, { planId: careTask.planId }, 'refused', { staffId });
}

/** Whether a task has been tried as often as the rules ask, so that it may be closed as 联系不上. */
export async function mayGiveUp(tx: Transaction, task: Pick<StaffTask, 'id' | 'rulePack' | 'kind'>): Promise<boolean> {
  const { callsBeforeVisit, visitsBeforeLeader } = rulesOf(task.rulePack).staffTasks;
  const tries = await failedTries(tx, task.id);
  return tries.length >= callsBeforeVisit + (task.kind === 'visit' ? visitsBeforeLeader : 0);
}

async function tryFurther(tx: Transaction, task: StaffTask, outcome: AttemptOutcome): Promise<AttemptEffect> {
  const rules = rulesOf(task.rulePack).staffTasks;
  const tries = await failedTries(tx, task.id);
  const isUsedUp =
    task.kind === 'phone'
      ? // A number that is somebody else's does not become right by calling it again.
        outcome === 'wrong-number' || tries.length % rules.callsBeforeVisit === 0
      : tries.length % rules.visitsBeforeLeader === 0;
  if (isUsedUp) {
    if (task.kind === 'phone' && (await makeVisit(tx, task, rules.visitWithinWorkingDays))) return 'visit-instead';
    if ((await handUp(tx, task)) === undefined) return 'handed-up';
  }
  await dueAgain(tx, task, workingDaysAfter(tx.day, tx.now, rules.nextTryWorkingDays), task.kind);
  return 'again';
}

/** False where no address is on file. */
async function makeVisit(tx: Transaction, task: StaffTask, withinWorkingDays: number): Promise<boolean> {
  const { addressSealed } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: task.residentId },
    select: { addressSealed: true },
  });
  if (addressSealed === null) return false;
  await dueAgain(tx, task, workingDaysAfter(tx.day, tx.now, withinWorkingDays), 'visit');
  return true;
}

async function dueAgain(tx: Transaction, task: StaffTask, dueAt: Date, kind: StaffTask['kind']): Promise<void> {
  const { count } = await tx.prisma.staffTask.updateMany({
    where: { id: task.id, status: 'open', kind: task.kind },
    data: { dueAt, kind },
  });
  if (count === 0) throw refuse('task-state-changed');
  await requestLook(tx, 'staff-task.escalate', { taskId: task.id }, dueAt);
}

async function close(tx: Transaction, task: StaffTask, outcome: AttemptOutcome): Promise<void> {
  const { count } = await tx.prisma.staffTask.updateMany({
    where: { id: task.id, status: 'open' },
    data: { status: 'done', closedAt: tx.now, closeReason: outcome },
  });
  if (count === 0) throw refuse('task-state-changed');
}

async function failedTries(tx: Transaction, taskId: string): Promise<{ outcome: string }[]> {
  return tx.prisma.staffTaskAttempt.findMany({
    where: { taskId, outcome: { in: ['no-answer', 'wrong-number'] satisfies AttemptOutcome[] } },
    select: { outcome: true },
  });
}
