import { whoAnswersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';

/** Who may stand in for a doctor at a clinic. */
const sittingRoles = ['doctor', 'team_leader', 'expert'] as const;

/**
 * Who sits in a doctor's clinic on a date: the doctor; while they are away their cover, where that is a doctor too.
 * Undefined when nobody does, and no session is to be opened.
 */
export async function whoSits(tx: Transaction, doctorId: string, date: string): Promise<string | undefined> {
  const present = await whoAnswersFor(tx, doctorId, date);
  if (present === undefined || present === doctorId) return present;
  const sits = await tx.prisma.staffRole.count({ where: { staffId: present, role: { in: [...sittingRoles] } } });
  return sits > 0 ? present : undefined;
}
