import type { Complaint } from '#prisma/generated/sqlite/client.ts';
import { workingDaysAfter } from '../calendar/working-day.ts';
import { handOn, requestLook } from '../care/hand-on.ts';
import { closeCards } from '../notices/cards.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, complaintFor } from './complaint.ts';
import { deciderAbove } from './deciders.ts';
import { tellDecider, tellHandedOn } from './tell.ts';

/**
 * One that was not answered in time goes to the administrator above, and the complainant is told; at the top it stays.
 * @returns why there was nothing to do, or undefined.
 */
export async function escalateComplaint(tx: Transaction, complaintId: string): Promise<string | undefined> {
  const complaint = await tx.prisma.complaint.findUniqueOrThrow({ where: { id: complaintId } });
  if (complaint.status !== 'open') return complaint.status;
  if (complaint.dueAt === null || complaint.dueAt > tx.now) return 'due-later';
  return handUp(tx, complaint, 'overdue');
}

/**
 * The owner hands it to who is above them: it is not theirs to decide.
 * @returns the name of who has it now.
 * @throws Refusal `not-allowed`, `complaint-at-the-top`, `complaint-state-changed` when somebody else was first.
 */
export async function passComplaintUp(
  tx: Transaction,
  { complaintId, staffId }: { complaintId: string; staffId: string },
): Promise<string> {
  const complaint = await complaintFor(tx, complaintId, staffId);
  if (complaint.status !== 'open') throw refuse('complaint-state-changed');
  const why = await handUp(tx, complaint, 'passed-up');
  if (why !== undefined) throw refuse(why === 'at-the-top' ? 'complaint-at-the-top' : 'complaint-state-changed');
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'complaint.passed-up',
    subject: { kind: 'complaint', id: complaintId },
  });
  const { owner } = await tx.prisma.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    select: { owner: { select: { name: true } } },
  });
  return owner.name;
}

async function handUp(
  tx: Transaction,
  complaint: Complaint,
  why: 'overdue' | 'passed-up',
): Promise<'at-the-top' | 'changed' | undefined> {
  const { id, ownerId, rulePack } = complaint;
  const dueAt = workingDaysAfter(tx.day, tx.now, rulesOf(rulePack).complaints.answerWithinWorkingDays);
  return handOn(tx, complaint, {
    to: await deciderAbove(tx, complaint),
    dueAt,
    subject: 'complaint',
    action: 'complaint.handed-up',
    take: (data) => tx.prisma.complaint.updateMany({ where: { id, status: 'open', ownerId }, data }),
    lookAgain: () => requestLook(tx, 'complaint.escalate', { complaintId: id }, dueAt),
    async tell() {
      await closeCards(tx, cardsOf(id), '已转上级');
      await tellDecider(tx, id, why);
      await tellHandedOn(tx, id);
    },
  });
}
