import { requestLook } from '../care/hand-on.ts';
import { closeCards } from '../notices/cards.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { answerOf, cardsOf, complaintFor, sealPlace, textOf } from './complaint.ts';
import { deciderAbove } from './deciders.ts';
import { tellAnswer } from './tell.ts';

/**
 * Answers a complaint in the owner's own words. The complainant gets it, and may say whether they are content; the second
 * answer, after they were not, is the last one here. Earlier answers stay on record.
 * @throws Refusal `not-allowed`, `complaint-state-changed` when it is answered, withdrawn or with somebody else by now.
 */
export async function answerComplaint(
  tx: Transaction,
  { complaintId, staffId, text }: { complaintId: string; staffId: string; text: string },
): Promise<void> {
  const complaint = await complaintFor(tx, complaintId, staffId);
  const { name } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId }, select: { name: true } });
  const said = [answerOf(tx, complaint), `${name}（${tx.day.sayDate(tx.day.dateOf(tx.now))}）：${text}`];
  const answerSealed = tx.vault.seal(sealPlace('answerSealed', complaintId), said.filter(Boolean).join('\n'));
  const { count } = await tx.prisma.complaint.updateMany({
    where: { id: complaintId, status: 'open', ownerId: complaint.ownerId },
    data: { status: 'answered', answerSealed, answeredAt: tx.now, dueAt: null },
  });
  if (count === 0) throw refuse('complaint-state-changed');
  await closeCards(tx, cardsOf(complaintId), '已答复');
  await tellAnswer(tx, complaintId, `${name}：${text}`);
  const { closeAfterDays } = rulesOf(complaint.rulePack).complaints;
  const dueAt = tx.day.at(tx.day.add(tx.day.dateOf(tx.now), closeAfterDays), tx.day.timeOf(tx.now));
  await requestLook(tx, 'complaint.close', { complaintId }, dueAt);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'complaint.answered',
    subject: { kind: 'complaint', id: complaintId },
  });
}

/** What its owner reads, and whether it can go further up; each look is audited. @throws Refusal `not-allowed`. */
export async function readComplaint(
  tx: Transaction,
  { complaintId, staffId }: { complaintId: string; staffId: string },
): Promise<{ text: string; answer: string | undefined; canPassUp: boolean }> {
  const complaint = await complaintFor(tx, complaintId, staffId);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'complaint.read',
    subject: { kind: 'complaint', id: complaintId },
    purpose: 'complaint',
  });
  const canPassUp = (await deciderAbove(tx, complaint)) !== undefined;
  return { text: textOf(tx, complaint), answer: answerOf(tx, complaint), canPassUp };
}
