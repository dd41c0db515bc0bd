import { requestJob, type JobRequests } from '../jobs/request-job.ts';
import type { Transaction } from '../transaction.ts';

/** Something that waits for the answer of its owner until a time. */
export interface Waiting {
  id: string;
  ownerId: string;
}

/** How one kind of waiting things goes on. */
export interface HandingOn {
  /** The next owner: `nextOwner`, where nobody comes before. Undefined when nobody is above the owner any more. */
  to: string | undefined;
  /** Until when the next owner has to answer. */
  dueAt: Date;
  /** What the audit calls the thing and what was done with it: `staff-task`, `staff-task.handed-up`. */
  subject: string;
  action: string;
  /** The conditional update of the row: still waiting, still as it was read. */
  take(data: { ownerId: string; dueAt: Date; escalations: { increment: 1 } }): Promise<{ count: number }>;
  /** Asks for the look at the new time: `requestLook`, where the time says whether it moved on. */
  lookAgain(): Promise<void>;
  tell(ownerId: string): Promise<void>;
}

/**
 * What its owner has let lie becomes the next owner's: taken by a conditional update, counted, with a new time and a new
 * look, told, audited. At the top it stays where it is, in everybody's sight. For whatever is owned by way of the resident
 * whom it is about (care/owner.ts); a referral goes from side to side and a contract to several at once by rules of
 * their own.
 * @returns why not: nobody is above, or it was answered meanwhile. Undefined when it was handed on.
 */
export async function handOn(
  tx: Transaction,
  { id, ownerId: from }: Waiting,
  { to, dueAt, subject, action, take, lookAgain, tell }: HandingOn,
): Promise<'at-the-top' | 'changed' | undefined> {
  if (to === undefined) return 'at-the-top';
  const { count } = await take({ ownerId: to, dueAt, escalations: { increment: 1 } });
  if (count === 0) return 'changed';
  await lookAgain();
  await tell(to);
  tx.audit({ actor: { kind: 'system' }, action, subject: { kind: subject, id }, detail: { from, to } });
  return undefined;
}

/** Jobs that look at one thing when its time has come: their payload is its id. */
type LookName =
  | 'staff-task.escalate'
  | 'consultation.escalate'
  | 'consultation.close'
  | 'correction.escalate'
  | 'complaint.escalate'
  | 'complaint.close'
  | 'home-visit.escalate'
  | 'home-visit.lapse'
  | 'supply.escalate'
  | 'supply.ask';

/**
 * Asks for the look whether something was answered in time. The time is part of the key: what is due anew is looked at
 * anew, and an older look finds that it is due later.
 */
export async function requestLook<Name extends LookName>(
  tx: Transaction,
  name: Name,
  payload: JobRequests[Name],
  dueAt: Date,
): Promise<void> {
  const key = `${name}/${Object.values(payload).join()}/${dueAt.toISOString()}`;
  await requestJob(tx, name, payload, { key, dueAt });
}
