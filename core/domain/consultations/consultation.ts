import type { Consultation } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import { answersFor } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** One line of a thread. */
export interface Line {
  text: string;
  at: Date;
  /** Whose answer it is; undefined is the resident's side. */
  staffName: string | undefined;
}

/** Adds a line to a thread, sealed. */
export async function addLine(
  tx: Transaction,
  consultationId: string,
  { text, staffId }: { text: string; staffId: string | null },
): Promise<void> {
  const id = tx.id();
  const textSealed = tx.vault.seal({ table: 'ConsultationLine', column: 'textSealed', row: id }, text);
  await tx.prisma.consultationLine.create({ data: { id, consultationId, staffId, textSealed, at: tx.now } });
}

/** What was said so far, the oldest first. */
export async function linesOf(tx: Transaction, consultationId: string): Promise<Line[]> {
  const lines = await tx.prisma.consultationLine.findMany({
    where: { consultationId },
    include: { staff: { select: { name: true } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  return lines.map(({ id, textSealed, at, staff }) => ({
    text: tx.vault.open({ table: 'ConsultationLine', column: 'textSealed', row: id }, textSealed),
    at,
    staffName: staff?.name,
  }));
}

/**
 * A thread that a member of staff may read and answer: its owner, who covers for them, or a colleague at the desk of the
 * resident's centre.
 * @throws Refusal `not-allowed`.
 */
export async function consultationFor(tx: Transaction, consultationId: string, staffId: string): Promise<Consultation> {
  const found = await tx.prisma.consultation.findUniqueOrThrow({
    where: { id: consultationId },
    include: { resident: { select: { homeCentreId: true } } },
  });
  const { ownerId, resident } = found;
  const centreId = resident.homeCentreId;
  const own = (await answersFor(tx, staffId)).includes(ownerId);
  if (!own && !(centreId && (await reaches(tx, staffId, centreId, deskRoles)))) throw refuse('not-allowed');
  return found;
}

/** What the task ids of all cards about one consultation begin with. */
export function cardsOf(consultationId: string): string {
  return `consultation-${consultationId}-`;
}
