import { followUpArrange } from '../notices/follow-ups.ts';
import { send } from '../notices/send.ts';
import type { Transaction } from '../transaction.ts';
import { chatHearers } from './hearers.ts';
import { kindOf } from './tasks.ts';

/**
 * Asks somebody to make an appointment, once a day, without a word of what it is about: for who is followed up by staff
 * alone. To their own account only.
 * @returns false where they have none: they are to be called.
 */
export async function askToArrange(
  tx: Transaction,
  { taskId, staffId }: { taskId: string; staffId: string },
): Promise<boolean> {
  const task = await tx.prisma.careTask.findUniqueOrThrow({ where: { id: taskId }, include: { plan: true } });
  const [hearer] = await chatHearers(tx, task.residentId, kindOf(task.plan));
  if (!hearer) return false;
  const staff = await tx.prisma.staff.findUniqueOrThrow({
    where: { id: staffId },
    select: { organisation: { select: { phone: true } } },
  });
  const today = tx.day.dateOf(tx.now);
  await send(
    tx,
    followUpArrange,
    { binding: hearer.bindingId },
    { phone: staff.organisation.phone },
    { key: `follow-up.arrange/${taskId}/${today}`, about: task.residentId },
  );
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'care-task.arranging',
    subject: { kind: 'care-task', id: taskId },
  });
  return true;
}
