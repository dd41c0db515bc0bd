import type { StaffTask } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import { answersFor } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** Why somebody has to be called or visited. Stored: never renamed. Its words stand in notices/staff-tasks. */
export type StaffTaskReason =
  /** Missed visits that do not close their booking (domain.md §3). */
  | 'missed-often'
  /** A notice of care that reached nobody (domain.md §7). */
  | 'notice-unreached'
  /** A follow-up that is due and cannot be asked for by chat (domain.md §5). */
  | 'care-unreached'
  /** Whom an alert is about did not answer the phone (domain.md §5). */
  | 'alert-unreachable'
  /** A referral that nobody at the hospital's desk has answered (domain.md §4). */
  | 'referral-urgent'
  /** A low rating (domain.md §6). */
  | 'rating-low'
  /** A call that was offered instead of a visit at home (domain.md §6). */
  | 'visit-declined'
  /** Somebody has stopped taking a medicine (domain.md §6). */
  | 'medicine-stopped'
  /** Whose medicine is out of stock wants to be called (domain.md §6). */
  | 'medicine-short'
  /** A broadcast that reached them by no way (domain.md §7). */
  | 'broadcast-unreached';

/** How a call or a visit went. Stored: never renamed. */
export type AttemptOutcome =
  | 'reached'
  | 'no-answer'
  | 'wrong-number'
  | 'refused'
  | 'moved'
  | 'died'
  /** Given up after the tries that the rules ask for. */
  | 'unreachable';

/** Why a task ended without anybody being called. Stored: never renamed. */
export type ClearReason = 'no-longer-needed' | 'reached-otherwise' | 'resident-died' | 'moved-away';

/** The outcomes after which somebody is tried again. */
const failures: readonly AttemptOutcome[] = ['no-answer', 'wrong-number'];

export function isFailure(outcome: AttemptOutcome): boolean {
  return failures.includes(outcome);
}

/**
 * A task that a member of staff may work on: its owner, who covers for the owner, or a colleague at the desk of the
 * resident's centre.
 * @throws Refusal `task-state-changed` when it is closed, `not-allowed`.
 */
export async function taskFor(tx: Transaction, taskId: string, staffId: string): Promise<StaffTask> {
  const task = await tx.prisma.staffTask.findUniqueOrThrow({
    where: { id: taskId },
    include: { resident: { select: { homeCentreId: true } } },
  });
  const { ownerId, resident, status } = task;
  const own = (await answersFor(tx, staffId)).includes(ownerId);
  const centreId = resident.homeCentreId;
  if (!own && !(centreId && (await reaches(tx, staffId, centreId, deskRoles)))) throw refuse('not-allowed');
  if (status !== 'open') throw refuse('task-state-changed');
  return task;
}
