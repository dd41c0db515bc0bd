import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { retime } from './tasks.ts';

/**
 * A day on which the resident will come is agreed on; reminders go by it. The first and the last day for it are the
 * window's, and never the past.
 * @throws Refusal `care-task-closed`, `not-allowed`.
 */
export async function agreeOn(
  tx: Transaction,
  { taskId, by, date }: { taskId: string; by: string; date: string },
): Promise<void> {
  const task = await ownTask(tx, taskId, by);
  if (date < tx.day.dateOf(tx.now)) throw refuse('care-task-closed');
  await retime(tx, task, { agreedOn: date });
  audit(tx, { taskId, by, action: 'care-task.agreed' });
}

/** “已经去过了”: nobody is reminded any more, and the doctor sees that it is to be looked up and recorded. */
export async function saidDone(tx: Transaction, { taskId, by }: { taskId: string; by: string }): Promise<void> {
  const task = await ownTask(tx, taskId, by);
  await retime(tx, task, { saidDoneOn: tx.day.dateOf(tx.now) });
  audit(tx, { taskId, by, action: 'care-task.said-done' });
}

async function ownTask(tx: Transaction, taskId: string, by: string) {
  const task = await tx.prisma.careTask.findUnique({ where: { id: taskId }, include: { plan: true } });
  if (task?.status !== 'open') throw refuse('care-task-closed');
  if (!(await actsFor(tx, by, task.residentId, 'book'))) throw refuse('not-allowed');
  return task;
}

function audit(tx: Transaction, { taskId, by, action }: { taskId: string; by: string; action: string }): void {
  tx.audit({ actor: { kind: 'resident', id: by }, action, subject: { kind: 'care-task', id: taskId } });
}
