import type { Transaction } from '../transaction.ts';
import type { ClearReason } from './staff-task.ts';

/** Which tasks: those with these keys, those about a subject, or all about a resident. */
export type StaffTaskSelection =
  | { keys: readonly string[] }
  | { subject: { kind: string; id: string } }
  | { residentId: string };

/**
 * Ends open tasks because nobody has to be called any more.
 * @returns how many.
 */
export async function clearStaffTasks(
  tx: Transaction,
  selection: StaffTaskSelection,
  reason: ClearReason,
): Promise<number> {
  const { count } = await tx.prisma.staffTask.updateMany({
    where: { status: 'open', ...whereOf(selection) },
    data: { status: 'cleared', closedAt: tx.now, closeReason: reason },
  });
  return count;
}

function whereOf(selection: StaffTaskSelection) {
  if ('keys' in selection) return { key: { in: [...selection.keys] } };
  if ('subject' in selection) return { subjectKind: selection.subject.kind, subjectId: selection.subject.id };
  return { residentId: selection.residentId };
}
