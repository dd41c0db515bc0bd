import type { Complaint } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import { answersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';

/** How a complaint ended. Stored: never renamed. */
export type ComplaintOutcome = 'satisfied' | 'dissatisfied' | 'unanswered' | 'withdrawn';

/** What the task ids of all cards about one complaint begin with. */
export function cardsOf(complaintId: string): string {
  return `complaint-${complaintId}-`;
}

export function sealPlace(column: 'textSealed' | 'answerSealed', row: string) {
  return { table: 'Complaint', column, row };
}

/** What was complained of, in the person's own words. */
export function textOf(tx: Transaction, { id, textSealed }: Pick<Complaint, 'id' | 'textSealed'>): string {
  return tx.vault.open(sealPlace('textSealed', id), textSealed);
}

/** Everything that was answered so far; undefined before the first answer. */
export function answerOf(
  tx: Transaction,
  { id, answerSealed }: Pick<Complaint, 'id' | 'answerSealed'>,
): string | undefined {
  return answerSealed === null ? undefined : tx.vault.open(sealPlace('answerSealed', id), answerSealed);
}

/**
 * A complaint that a member of staff may read and decide: its owner, or who covers for the owner; never who is complained
 * of.
 * @throws Refusal `not-allowed`.
 */
export async function complaintFor(tx: Transaction, complaintId: string, staffId: string): Promise<Complaint> {
  const complaint = await tx.prisma.complaint.findUniqueOrThrow({ where: { id: complaintId } });
  const own = (await answersFor(tx, staffId)).includes(complaint.ownerId);
  if (!own || complaint.aboutStaffId === staffId) throw refuse('not-allowed');
  return complaint;
}

/**
 * A complaint of who talks: of the resident behind the account, or of the account while nobody was bound to it.
 * @throws Refusal `not-allowed`.
 */
export async function ownComplaint(tx: Transaction, complaintId: string, who: Complainant): Promise<Complaint> {
  const found = await tx.prisma.complaint.findFirst({ where: { id: complaintId, ...ownedBy(who) } });
  if (!found) throw refuse('not-allowed');
  return found;
}

/** Who complains: the account, and the resident that it is bound to, if it is. */
export interface Complainant {
  contactId: string;
  residentId: string | undefined;
}

/** Which complaints are somebody's own. An account that was bound to somebody else meanwhile shows nothing of theirs. */
export function ownedBy({ contactId, residentId }: Complainant) {
  const ofAccount = { contactId, residentId: null };
  return residentId === undefined ? ofAccount : { OR: [{ residentId }, ofAccount] };
}
