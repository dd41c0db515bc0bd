import { appointmentById } from '../clinics/appointment.ts';
import { endAsCancelled } from '../clinics/cancel.ts';
import { releasePlace } from '../clinics/held-place.sql.ts';
import { endEntry, inLine } from '../clinics/leave-line.ts';
import { lockResident, lockSession } from '../clinics/lock.ts';
import { openStatuses } from '../clinics/obstacle.ts';
import { settleLine } from '../clinics/settle-line.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Moves visits and places in line from a registration to who it turned out to be. Where both are in one session, the
 * registration's place is given back: never two of one person in one session.
 */
export async function moveVisits(tx: Transaction, fromId: string, toId: string): Promise<void> {
  for (const id of [fromId, toId].sort()) await lockResident(tx, id);
  const doubled = await doubledSessions(tx, fromId, toId);
  for (const sessionId of doubled) await lockSession(tx, sessionId);
  for (const sessionId of doubled) await giveBackDoubled(tx, sessionId, fromId, toId);
  await tx.prisma.appointment.updateMany({ where: { residentId: fromId }, data: { residentId: toId } });
  await tx.prisma.waitlistEntry.updateMany({ where: { residentId: fromId }, data: { residentId: toId } });
}

/** The sessions in which both have an open visit or a place in line. */
async function doubledSessions(tx: Transaction, fromId: string, toId: string): Promise<string[]> {
  const [from, to] = [await sessionsOf(tx, fromId), new Set(await sessionsOf(tx, toId))];
  return [...new Set(from.filter((sessionId) => to.has(sessionId)))].sort();
}

async function sessionsOf(tx: Transaction, residentId: string): Promise<string[]> {
  const visits = await tx.prisma.appointment.findMany({
    where: { residentId, status: { in: [...openStatuses] } },
    select: { sessionId: true },
  });
  const entries = await tx.prisma.waitlistEntry.findMany({
    where: { residentId, status: { in: [...inLine] } },
    select: { sessionId: true },
  });
  return [...visits, ...entries].map(({ sessionId }) => sessionId);
}

async function giveBackDoubled(tx: Transaction, sessionId: string, fromId: string, toId: string): Promise<void> {
  const open = { sessionId, status: { in: [...openStatuses] } };
  const kept = await tx.prisma.appointment.findFirst({ where: { ...open, residentId: toId } });
  const visits = await tx.prisma.appointment.findMany({ where: { ...open, residentId: fromId } });
  for (const { id, slotId } of kept ? visits : []) {
    await endAsCancelled(tx, await appointmentById(tx, id), 'identity-merged');
    await releasePlace(tx, { id: slotId, sessionId });
  }
  const line = { sessionId, status: { in: [...inLine] } };
  const booked = kept !== null || visits.length > 0;
  const waiting = await tx.prisma.waitlistEntry.findMany({
    where: { ...line, residentId: { in: [fromId, toId] } },
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
  });
  // Who has a visit needs no place in line; of two places the earlier stays.
  for (const { id } of booked ? waiting : waiting.slice(1)) await endEntry(tx, id, 'left');
  await settleLine(tx, sessionId);
}
