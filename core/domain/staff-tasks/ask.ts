import { addWorkingDays, workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { ownerOf } from '../care/owner.ts';
import { staffTaskAsked, staffTaskWords } from '../notices/staff-tasks.ts';
import { send } from '../notices/send.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import type { StaffTaskReason } from './staff-task.ts';

/** A call or a visit that is asked of staff. */
export interface NewStaffTask {
  kind: 'phone' | 'visit';
  /** Same key, same task: `care.unreached/<care task>`. */
  key: string;
  reason: StaffTaskReason;
  residentId: string;
  /** What it is about, so that it can be cleared with it. */
  subject: { kind: string; id: string };
  /** Who looks after the resident, when it is nobody else. */
  ownerId?: string | undefined;
  /** By the rules, when it is left out. Who would hear of it too late in the morning's digest is told at once. */
  dueAt?: Date | undefined;
}

/**
 * Asks for somebody to be called or visited, once for each key. Who has no phone on file, nor anybody who acts for them
 * has one, is to be visited. Nobody is to be called about the dead.
 * @returns the task's id, or undefined when the key was known or the resident has died.
 */
export async function askStaffTask(tx: Transaction, task: NewStaffTask): Promise<string | undefined> {
  const { residentId, reason, subject } = task;
  const resident = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: {
      diedOn: true,
      phoneSealed: true,
      homeCentreId: true,
      actedForBy: { where: { status: 'active', actor: { phoneSealed: { not: null } } }, select: { id: true } },
    },
  });
  if (resident.diedOn !== null) return undefined;
  const today = tx.day.dateOf(tx.now);
  const pack = await rulesAt(tx, resident.homeCentreId);
  const hasPhone = resident.phoneSealed !== null || resident.actedForBy.length > 0;
  const kind = hasPhone ? task.kind : 'visit';
  const { phoneWithinWorkingDays, visitWithinWorkingDays } = pack.staffTasks;
  const withinDays = kind === 'phone' ? phoneWithinWorkingDays : visitWithinWorkingDays;
  const dueAt = task.dueAt ?? workingDaysAfter(tx.day, tx.now, withinDays);
  const ownerId = task.ownerId ?? (await ownerOf(tx, residentId));
  const id = tx.id();
  const written = await tx.sql.run(
    // The enums stand in the text: PostgreSQL does not compare them with text parameters.
    `INSERT INTO "StaffTask" ("id", "kind", "key", "reason", "residentId", "subjectKind", "subjectId", "ownerId",
       "status", "rulePack", "createdAt", "dueAt", "escalations")
     VALUES (?, '${kind}', ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, 0) ON CONFLICT ("key") DO NOTHING`,
    [id, task.key, reason, residentId, subject.kind, subject.id, ownerId, pack.version, tx.now, dueAt],
  );
  if (written === 0) return undefined;
  await requestLook(tx, 'staff-task.escalate', { taskId: id }, dueAt);
  const nextDigest = tx.day.at(addWorkingDays(tx.day, today, 1), pack.notices.digestAt);
  if (dueAt < nextDigest) {
    const data = { name: await residentName(tx, residentId), why: staffTaskWords[reason], kind };
    await send(tx, staffTaskAsked, { staff: ownerId }, data, { key: `staff-task.asked/${id}`, about: residentId });
  }
  return id;
}
