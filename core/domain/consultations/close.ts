import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import { closeCards } from '../notices/cards.ts';
import { askForRating } from '../ratings/ask.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf } from './consultation.ts';

/**
 * The resident has what they need, or does not ask any more.
 * @throws Refusal `not-allowed` for another account, `consultation-state-changed` when it is over.
 */
export async function closeConsultation(
  tx: Transaction,
  { consultationId, contactId }: { consultationId: string; contactId: string },
): Promise<void> {
  const consultation = await tx.prisma.consultation.findUniqueOrThrow({ where: { id: consultationId } });
  if (consultation.contactId !== contactId) throw refuse('not-allowed');
  if (!(await close(tx, consultationId, ['open', 'answered']))) throw refuse('consultation-state-changed');
}

/**
 * Ends an answered thread in which nobody has said anything for the days of its rules.
 * @returns why not, or undefined.
 */
export async function closeQuietConsultation(tx: Transaction, consultationId: string): Promise<string | undefined> {
  const { status, answeredAt, rulePack } = await tx.prisma.consultation.findUniqueOrThrow({
    where: { id: consultationId },
  });
  if (status !== 'answered' || answeredAt === null) return status;
  const { closeAfterDays } = rulesOf(rulePack).consultations;
  if (tx.day.daysBetween(tx.day.dateOf(answeredAt), tx.day.dateOf(tx.now)) < closeAfterDays) return 'answered-later';
  return (await close(tx, consultationId, ['answered'])) ? undefined : 'changed';
}

/** Everything that was asked about somebody ends: they have died. */
export async function closeConsultationsOf(tx: Transaction, residentId: string): Promise<void> {
  const running = await tx.prisma.consultation.findMany({
    where: { residentId, status: { in: ['open', 'answered'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of running) await close(tx, id, ['open', 'answered']);
}

async function close(tx: Transaction, id: string, from: readonly ('open' | 'answered')[]): Promise<boolean> {
  const { count } = await tx.prisma.consultation.updateMany({
    where: { id, status: { in: [...from] } },
    data: { status: 'closed', closedAt: tx.now, dueAt: null },
  });
  if (count === 0) return false;
  await closeCards(tx, cardsOf(id), '已结束');
  await askHowItWas(tx, id);
  tx.audit({ actor: { kind: 'system' }, action: 'consultation.closed', subject: { kind: 'consultation', id } });
  return true;
}

/** Of who answered last; a question that nobody answered is not asked about. */
async function askHowItWas(tx: Transaction, id: string): Promise<void> {
  const answer = await tx.prisma.consultationLine.findFirst({
    where: { consultationId: id, staffId: { not: null } },
    include: { staff: true, consultation: { select: { residentId: true } } },
    orderBy: { at: 'desc' },
  });
  if (!answer?.staff) return;
  await askForRating(tx, {
    subjectKind: 'consultation',
    subjectId: id,
    residentId: answer.consultation.residentId,
    organisationId: answer.staff.organisationId,
    staffId: answer.staff.id,
  });
}
