import { closePlans } from '../follow-ups/close-plan.ts';
import { clearStaffTasks } from '../staff-tasks/clear.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Notes that somebody has died, once. Every push to them stops with it (the plan of each delivery looks at it), nobody is
 * called about them any more, and they can neither be booked nor signed for.
 */
export async function noteDeath(
  tx: Transaction,
  { residentId, staffId }: { residentId: string; staffId: string },
): Promise<void> {
  const { count } = await tx.prisma.resident.updateMany({
    where: { id: residentId, diedOn: null },
    // The day on which it became known; the certificate's date comes with the record.
    data: { diedOn: tx.day.dateOf(tx.now) },
  });
  if (count === 0) return;
  await closePlans(tx, { residentId }, 'resident-died', { staffId });
  await clearStaffTasks(tx, { residentId }, 'resident-died');
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'resident.death-noted',
    subject: { kind: 'resident', id: residentId },
  });
}
