import { residentNames } from '../residents/resident.ts';
import { answersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import type { StaffTaskReason } from './staff-task.ts';

/** A call or a visit that waits for somebody. */
export interface WaitingTask {
  id: string;
  kind: 'phone' | 'visit';
  reason: StaffTaskReason;
  residentId: string;
  residentName: string;
  dueAt: Date;
  isOverdue: boolean;
  /** Whose it is, when one covers for a colleague. */
  coveredFor: string | undefined;
}

/** One's own calls and visits and those of colleagues that one covers for, what is due first on top. */
export async function staffTasksFor(tx: Transaction, staffId: string): Promise<WaitingTask[]> {
  const tasks = await tx.prisma.staffTask.findMany({
    where: { status: 'open', ownerId: { in: await answersFor(tx, staffId) } },
    include: { owner: { select: { name: true } } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  const names = await residentNames(
    tx,
    tasks.map(({ residentId }) => residentId),
  );
  return tasks.map(({ id, kind, reason, residentId, dueAt, ownerId, owner }) => ({
    id,
    kind,
    // Written by askStaffTask from the closed list.
    reason: reason as StaffTaskReason,
    residentId,
    residentName: names.get(residentId) ?? '',
    dueAt,
    isOverdue: dueAt <= tx.now,
    coveredFor: ownerId === staffId ? undefined : owner.name,
  }));
}
