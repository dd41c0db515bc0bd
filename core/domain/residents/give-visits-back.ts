import { appointmentById } from '../clinics/appointment.ts';
import { endAsCancelled } from '../clinics/cancel.ts';
import { releasePlace } from '../clinics/held-place.sql.ts';
import { endEntry, inLine } from '../clinics/leave-line.ts';
import { lockResident, lockSession } from '../clinics/lock.ts';
import { settleLine } from '../clinics/settle-line.ts';
import type { Transaction } from '../transaction.ts';

/** Who is with the doctor already is not sent away from there. */
export const givenBack = ['booked', 'arrived'] as const;

/**
 * Gives back every visit and place in line of somebody who will not come: a false registration, or a death. The places go
 * to the waitlist first.
 */
export async function giveVisitsBack(
  tx: Transaction,
  residentId: string,
  reason: 'identity-refused' | 'resident-died',
): Promise<void> {
  await lockResident(tx, residentId);
  const visits = await tx.prisma.appointment.findMany({
    where: { residentId, status: { in: [...givenBack] } },
    select: { id: true, slotId: true, sessionId: true },
  });
  const entries = await tx.prisma.waitlistEntry.findMany({
    where: { residentId, status: { in: [...inLine] } },
    select: { id: true, sessionId: true },
  });
  const sessions = [...new Set([...visits, ...entries].map(({ sessionId }) => sessionId))].sort();
  for (const sessionId of sessions) await lockSession(tx, sessionId);
  for (const { id, slotId, sessionId } of visits) {
    await endAsCancelled(tx, await appointmentById(tx, id), reason);
    await releasePlace(tx, { id: slotId, sessionId });
  }
  for (const { id } of entries) await endEntry(tx, id, 'left');
  for (const sessionId of sessions) await settleLine(tx, sessionId);
}
