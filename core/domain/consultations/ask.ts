import { workingDaysAfter } from '../calendar/working-day.ts';
import { nextCaseNumber } from '../case-number.ts';
import { requestLook } from '../care/hand-on.ts';
import { ownerOf } from '../care/owner.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesOf } from '../packs/current.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import { whoAnswersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import { addLine } from './consultation.ts';
import { tellOwner } from './tell.ts';

/** A question, or one more line of a thread that runs. */
export interface Question {
  residentId: string;
  /** Who asks, from which account. */
  actorId: string;
  contactId: string;
  text: string;
}

/**
 * Asks the family doctor, or the grid's team where there is no contract (domain.md §6). What is asked from one account
 * about one person is one thread until it is over; a further line opens it again and its timer anew.
 *
 * @returns its number, who answers, and by when (the end of the timer).
 * @throws Refusal `not-allowed` for who may not act for the resident, `resident-deceased`.
 */
export async function askQuestion(
  tx: Transaction,
  { residentId, actorId, contactId, text }: Question,
): Promise<{ consultationId: string; number: string; doctorName: string; dueAt: Date }> {
  const resident = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  if (!(await actsFor(tx, actorId, residentId, 'book'))) throw refuse('not-allowed');
  await oneAtATime(tx, `consultation/${residentId}/${contactId}`);
  const running = await runningThread(tx, residentId, contactId);
  const pack = running ? rulesOf(running.rulePack) : await rulesAt(tx, resident.homeCentreId);
  const dueAt = workingDaysAfter(tx.day, tx.now, pack.consultations.answerWithinWorkingDays);
  const ownerId = (running && (await whoAnswersFor(tx, running.ownerId))) ?? (await ownerOf(tx, residentId));
  const id = running?.id ?? tx.id();
  const number = running?.number ?? (await nextCaseNumber(tx, 'ZX'));
  if (running)
    await tx.prisma.consultation.update({
      where: { id },
      data: { status: 'open', ownerId, dueAt, escalations: 0, answeredAt: null },
    });
  else
    await tx.prisma.consultation.create({
      data: {
        ...{ id, number, residentId, contactId, status: 'open', doctorId: ownerId, ownerId },
        ...{ rulePack: pack.version, askedAt: tx.now, dueAt },
      },
    });
  await addLine(tx, id, { text, staffId: null });
  await requestLook(tx, 'consultation.escalate', { consultationId: id }, dueAt);
  await tellOwner(tx, id, 'asked');
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action: 'consultation.asked',
    subject: { kind: 'consultation', id },
    detail: { residentId, ownerId },
  });
  const doctor = await tx.prisma.staff.findUniqueOrThrow({ where: { id: ownerId }, select: { name: true } });
  return { consultationId: id, number, doctorName: doctor.name, dueAt };
}

/** What is not over of what was asked about somebody from an account. */
export async function runningThread(tx: Transaction, residentId: string, contactId: string) {
  return tx.prisma.consultation.findFirst({
    where: { residentId, contactId, status: { in: ['open', 'answered'] } },
  });
}
