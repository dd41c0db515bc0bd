import { workingDaysAfter } from '../calendar/working-day.ts';
import { nextOwner } from '../care/owner.ts';
import { requestJob } from '../jobs/request-job.ts';
import { staffTaskOverdue, staffTaskWords } from '../notices/staff-tasks.ts';
import { send } from '../notices/send.ts';
import { rulesOf } from '../packs/current.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import type { StaffTaskReason } from './staff-task.ts';

/** Asks for the look whether a task was done in time. The time is part of the key: what is due anew is looked at anew. */
export async function requestEscalation(tx: Transaction, taskId: string, dueAt: Date): Promise<void> {
  const key = `staff-task.escalate/${taskId}/${dueAt.toISOString()}`;
  await requestJob(tx, 'staff-task.escalate', { taskId }, { key, dueAt });
}

/**
 * Hands an overdue task to the next owner: the leader, then the administrators. At the top it stays where it is, in
 * everybody's sight.
 * @returns why there was nothing to do, or undefined.
 */
export async function escalateStaffTask(tx: Transaction, taskId: string): Promise<string | undefined> {
  const task = await tx.prisma.staffTask.findUniqueOrThrow({ where: { id: taskId } });
  if (task.status !== 'open') return task.status;
  if (task.dueAt > tx.now) return 'due-later';
  return (await handUp(tx, task)) ? undefined : 'at-the-top';
}

/** Makes a task the next owner's and tells them. False when nobody is above. */
export async function handUp(
  tx: Transaction,
  task: { id: string; ownerId: string; residentId: string; reason: string; kind: 'phone' | 'visit'; rulePack: string },
): Promise<boolean> {
  const ownerId = await nextOwner(tx, task.residentId, task.ownerId);
  if (ownerId === undefined) return false;
  const dueAt = workingDaysAfter(tx.day, tx.now, rulesOf(task.rulePack).staffTasks.nextTryWorkingDays);
  const { count } = await tx.prisma.staffTask.updateMany({
    where: { id: task.id, status: 'open', ownerId: task.ownerId },
    data: { ownerId, dueAt, escalations: { increment: 1 } },
  });
  if (count === 0) return false;
  await requestEscalation(tx, task.id, dueAt);
  const before = await tx.prisma.staff.findUniqueOrThrow({ where: { id: task.ownerId }, select: { name: true } });
  await send(
    tx,
    staffTaskOverdue,
    { staff: ownerId },
    {
      name: await residentName(tx, task.residentId),
      // The reason was written from the closed list.
      why: staffTaskWords[task.reason as StaffTaskReason],
      kind: task.kind,
      before: before.name,
    },
    { key: `staff-task.overdue/${task.id}/${ownerId}/${dueAt.toISOString()}`, about: task.residentId },
  );
  tx.audit({
    actor: { kind: 'system' },
    action: 'staff-task.handed-up',
    subject: { kind: 'staff-task', id: task.id },
    detail: { from: task.ownerId, to: ownerId },
  });
  return true;
}
