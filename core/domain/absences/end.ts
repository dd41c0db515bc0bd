import { coverOver } from '../notices/absences.ts';
import { send } from '../notices/send.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { mayRecord } from './record.ts';

/**
 * Somebody is back before the last day, or does not go: everything is theirs again at once. Clinics that were handed over
 * stay with the cover, because those who are booked were told so.
 * @throws Refusal `not-allowed`, `absence-over`.
 */
export async function endAbsence(tx: Transaction, { absenceId, by }: { absenceId: string; by: string }): Promise<void> {
  const { staff, coverId } = await tx.prisma.absence.findUniqueOrThrow({
    where: { id: absenceId },
    include: { staff: true },
  });
  if (!(await mayRecord(tx, staff, by))) throw refuse('not-allowed');
  const { count } = await tx.prisma.absence.updateMany({
    where: { id: absenceId, endedAt: null, toDate: { gte: tx.day.dateOf(tx.now) } },
    data: { endedAt: tx.now },
  });
  if (count === 0) throw refuse('absence-over');
  if (coverId !== null)
    await send(tx, coverOver, { staff: coverId }, { name: staff.name }, { key: `absence.cover-over/${absenceId}` });
  tx.audit({
    actor: { kind: 'staff', id: by },
    action: 'absence.ended',
    subject: { kind: 'staff', id: staff.id },
    detail: { absenceId },
  });
}
