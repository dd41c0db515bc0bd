import type { DeliveryReason } from '../notices/reason.ts';
import { refuse } from '../refusal.ts';
import { mustReach } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { lockBroadcast, note, step } from './broadcast.ts';
import { peopleAtOnce } from './range.sql.ts';
import { requestRun } from './request-run.ts';

/** What may work another time, and certainly has not arrived. */
const again: readonly DeliveryReason[] = ['tries-used-up', 'refused', 'unknown-answer', 'no-channel'];

/**
 * 重发: those whom a broadcast that is done did not reach for a reason that may be over wait again, each for one new
 * delivery. Who may have got it, does not want it or is not there is left alone. At most 2,000 at a time.
 * @returns how many. @throws Refusal `not-allowed`, `broadcast-times` after the latest time, `broadcast-state-changed`
 */
export async function retryFailed(tx: Transaction, { id, by }: { id: string; by: string }): Promise<number> {
  const row = await lockBroadcast(tx, id);
  if (row.createdById !== by) await mustReach(tx, by, row.organisationId, administratorRoles);
  if (row.latestAt <= tx.now) throw refuse('broadcast-times');
  if (row.status !== 'done') throw refuse('broadcast-state-changed', { status: row.status });
  const marks = again.map(() => '?').join(', ');
  const failed = await tx.sql.all<{ id: string; personId: string }>(
    `SELECT "id", COALESCE("residentId", "recipientId") AS "personId" FROM "Delivery"
     WHERE "broadcastId" = ? AND "status" = 'dead' AND "reason" IN (${marks}) ORDER BY "id" LIMIT ${peopleAtOnce}`,
    [id, ...again],
  );
  if (failed.length === 0) return 0;
  await tx.prisma.broadcastRecipient.updateMany({
    where: { broadcastId: id, personId: { in: failed.map(({ personId }) => personId) } },
    data: { state: 'waiting', round: { increment: 1 } },
  });
  // Their first delivery stays as it ended; from now on they are counted by their second.
  await tx.prisma.delivery.updateMany({
    where: { id: { in: failed.map((delivery) => delivery.id) } },
    data: { broadcastId: null },
  });
  const version = await step(tx, id, ['done'], { status: 'running', endedAt: null });
  note(tx, id, 'retried', by, { people: failed.length });
  await requestRun(tx, { ...row, version });
  return failed.length;
}
