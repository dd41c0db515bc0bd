import { workingDaysAfter } from '../calendar/working-day.ts';
import { handOn, requestLook } from '../care/hand-on.ts';
import { nextOwner } from '../care/owner.ts';
import { staffTaskOverdue, staffTaskWords } from '../notices/staff-tasks.ts';
import { send } from '../notices/send.ts';
import { rulesOf } from '../packs/current.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import type { StaffTaskReason } from './staff-task.ts';

/**
 * Hands an overdue task to the next owner: the leader, then the administrators. At the top it stays where it is, in
 * everybody's sight.
 * @returns why there was nothing to do, or undefined.
 */
export async function escalateStaffTask(tx: Transaction, taskId: string): Promise<string | undefined> {
  const task = await tx.prisma.staffTask.findUniqueOrThrow({ where: { id: taskId } });
  if (task.status !== 'open') return task.status;
  if (task.dueAt > tx.now) return 'due-later';
  return handUp(tx, task);
}

/**
 * Makes a task the next owner's and tells them.
 * @returns why not, or undefined.
 */
export async function handUp(
  tx: Transaction,
  task: { id: string; ownerId: string; residentId: string; reason: string; kind: 'phone' | 'visit'; rulePack: string },
): Promise<'at-the-top' | 'changed' | undefined> {
  const dueAt = workingDaysAfter(tx.day, tx.now, rulesOf(task.rulePack).staffTasks.nextTryWorkingDays);
  return handOn(tx, task, {
    to: await nextOwner(tx, task.residentId, task.ownerId),
    dueAt,
    subject: 'staff-task',
    action: 'staff-task.handed-up',
    take: (data) =>
      tx.prisma.staffTask.updateMany({ where: { id: task.id, status: 'open', ownerId: task.ownerId }, data }),
    lookAgain: () => requestLook(tx, 'staff-task.escalate', { taskId: task.id }, dueAt),
    async tell(ownerId) {
      const before = await tx.prisma.staff.findUniqueOrThrow({ where: { id: task.ownerId }, select: { name: true } });
      const data = {
        name: await residentName(tx, task.residentId),
        // The reason was written from the closed list.
        why: staffTaskWords[task.reason as StaffTaskReason],
        kind: task.kind,
        before: before.name,
      };
      const key = `staff-task.overdue/${task.id}/${ownerId}/${dueAt.toISOString()}`;
      await send(tx, staffTaskOverdue, { staff: ownerId }, data, { key, about: task.residentId });
    },
  });
}
