import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { closeCards } from '../notices/cards.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, type Complainant, type ComplaintOutcome, ownComplaint, sealPlace, textOf } from './complaint.ts';
import { deciderAbove, type Owned } from './deciders.ts';
import { tellDecider } from './tell.ts';

/** What somebody does with their own complaint. */
export interface Response {
  complaintId: string;
  who: Complainant;
}

/** 满意: it is over. @throws Refusal `not-allowed`, `complaint-state-changed`. */
export async function acceptAnswer(tx: Transaction, { complaintId, who }: Response): Promise<void> {
  await ownComplaint(tx, complaintId, who);
  if (!(await close(tx, complaintId, ['answered'], 'satisfied'))) throw refuse('complaint-state-changed');
  note(tx, { complaintId, who }, 'complaint.accepted');
}

/**
 * 不满意: once it goes one level up, with what they say to it; after that, or when nobody is above, it ends here and other
 * ways are told.
 * @returns the last instant for the next answer; undefined when it ended.
 * @throws Refusal `not-allowed`, `complaint-state-changed`.
 */
export async function rejectAnswer(
  tx: Transaction,
  { complaintId, who, word }: Response & { word: string },
): Promise<Date | undefined> {
  const complaint = await ownComplaint(tx, complaintId, who);
  if (complaint.status !== 'answered') throw refuse('complaint-state-changed');
  const next = await appealTo(tx, complaint);
  const text = word === '' ? textOf(tx, complaint) : `${textOf(tx, complaint)}\n不满意：${word}`;
  const textSealed = tx.vault.seal(sealPlace('textSealed', complaintId), text);
  if (next === undefined) {
    if (!(await close(tx, complaintId, ['answered'], 'dissatisfied', { textSealed })))
      throw refuse('complaint-state-changed');
    note(tx, { complaintId, who }, 'complaint.rejected');
    return undefined;
  }
  const dueAt = workingDaysAfter(tx.day, tx.now, rulesOf(complaint.rulePack).complaints.answerWithinWorkingDays);
  const { count } = await tx.prisma.complaint.updateMany({
    where: { id: complaintId, status: 'answered', appealedAt: null },
    data: { status: 'open', ownerId: next, dueAt, appealedAt: tx.now, escalations: { increment: 1 }, textSealed },
  });
  if (count === 0) throw refuse('complaint-state-changed');
  note(tx, { complaintId, who }, 'complaint.rejected');
  await requestLook(tx, 'complaint.escalate', { complaintId }, dueAt);
  await tellDecider(tx, complaintId, 'dissatisfied');
  return dueAt;
}

/** Whether somebody above would decide it anew. @throws Refusal `not-allowed`. */
export async function mayAppeal(tx: Transaction, { complaintId, who }: Response): Promise<boolean> {
  return (await appealTo(tx, await ownComplaint(tx, complaintId, who))) !== undefined;
}

function appealTo(tx: Transaction, complaint: Owned & { appealedAt: Date | null }): Promise<string | undefined> {
  return complaint.appealedAt === null ? deciderAbove(tx, complaint) : Promise.resolve(undefined);
}

/** They do not complain any more. @throws Refusal `not-allowed`, `complaint-state-changed`. */
export async function withdrawComplaint(tx: Transaction, { complaintId, who }: Response): Promise<void> {
  await ownComplaint(tx, complaintId, who);
  if (!(await close(tx, complaintId, ['open'], 'withdrawn'))) throw refuse('complaint-state-changed');
  await closeCards(tx, cardsOf(complaintId), '已撤回');
  note(tx, { complaintId, who }, 'complaint.withdrawn');
}

/**
 * Ends an answered complaint to which nothing was said for the days of its rules.
 * @returns why not, or undefined.
 */
export async function closeQuietComplaint(tx: Transaction, complaintId: string): Promise<string | undefined> {
  const { status, answeredAt, rulePack } = await tx.prisma.complaint.findUniqueOrThrow({ where: { id: complaintId } });
  if (status !== 'answered' || answeredAt === null) return status;
  const { closeAfterDays } = rulesOf(rulePack).complaints;
  if (tx.day.daysBetween(tx.day.dateOf(answeredAt), tx.day.dateOf(tx.now)) < closeAfterDays) return 'answered-later';
  if (!(await close(tx, complaintId, ['answered'], 'unanswered'))) return 'changed';
  tx.audit({ actor: { kind: 'system' }, action: 'complaint.closed', subject: { kind: 'complaint', id: complaintId } });
  return undefined;
}

async function close(
  tx: Transaction,
  id: string,
  from: readonly ('open' | 'answered')[],
  outcome: ComplaintOutcome,
  more: { textSealed?: string } = {},
): Promise<boolean> {
  const { count } = await tx.prisma.complaint.updateMany({
    where: { id, status: { in: [...from] } },
    data: { status: 'closed', closedAt: tx.now, dueAt: null, outcome, ...more },
  });
  return count > 0;
}

function note(tx: Transaction, { complaintId, who }: Response, action: string): void {
  tx.audit({
    actor: { kind: 'contact', id: who.contactId },
    action,
    subject: { kind: 'complaint', id: complaintId },
  });
}
