import { requestLook } from '../care/hand-on.ts';
import { closeCards } from '../notices/cards.ts';
import { answerInChat, answerLines } from '../notices/consultations.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { addLine, cardsOf, consultationFor, type Line, linesOf } from './consultation.ts';
import { tellAsker } from './tell.ts';

/**
 * Answers a question; the resident gets it by the best way and may go on asking. Of two who answer at once one does.
 * @throws Refusal `not-allowed`, `consultation-state-changed` when it is answered or closed.
 */
export async function answerQuestion(
  tx: Transaction,
  { consultationId, staffId, text }: { consultationId: string; staffId: string; text: string },
): Promise<void> {
  const consultation = await consultationFor(tx, consultationId, staffId);
  const { count } = await tx.prisma.consultation.updateMany({
    where: { id: consultationId, status: 'open' },
    data: { status: 'answered', answeredAt: tx.now, dueAt: null },
  });
  if (count === 0) throw refuse('consultation-state-changed');
  await addLine(tx, consultationId, { text, staffId });
  const { name: doctorName } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId } });
  await tellAsker(tx, consultation, {
    doctorName,
    text,
    asChat: answerInChat(doctorName, text),
    choices: answerLines.map(({ key, label }) => ({ key: `${consultationId}/${key}`, label })),
  });
  await closeCards(tx, cardsOf(consultationId), '已答复');
  const { closeAfterDays } = rulesOf(consultation.rulePack).consultations;
  const dueAt = tx.day.at(tx.day.add(tx.day.dateOf(tx.now), closeAfterDays), tx.day.timeOf(tx.now));
  await requestLook(tx, 'consultation.close', { consultationId }, dueAt);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'consultation.answered',
    subject: { kind: 'consultation', id: consultationId },
  });
}

/** Shows staff a thread; each look is audited. @throws Refusal `not-allowed`. */
export async function readThread(
  tx: Transaction,
  { consultationId, staffId }: { consultationId: string; staffId: string },
): Promise<Line[]> {
  const { residentId } = await consultationFor(tx, consultationId, staffId);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'consultation.read',
    subject: { kind: 'resident', id: residentId },
    purpose: 'consultation',
    detail: { consultationId },
  });
  return linesOf(tx, consultationId);
}
