import { ownTeam } from '../residents/home.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import type { Transaction } from '../transaction.ts';

/** Asks who cares for somebody to call them, instead of closing their booking; the clinic's doctor when no team does. */
export async function callMissed(
  tx: Transaction,
  { appointmentId, residentId, doctorId }: { appointmentId: string; residentId: string; doctorId: string },
): Promise<void> {
  const team = await ownTeam(tx, residentId);
  await askStaffTask(tx, {
    kind: 'phone',
    key: `clinic.missed-often/${appointmentId}`,
    reason: 'missed-often',
    residentId,
    subject: { kind: 'appointment', id: appointmentId },
    ownerId: team ? undefined : doctorId,
  });
}
