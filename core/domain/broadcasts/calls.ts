import { requestJob } from '../jobs/request-job.ts';
import { refuse } from '../refusal.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import { mustReach } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { lockBroadcast, note } from './broadcast.ts';
import { progressOf, unreachedReasons } from './progress.ts';

/** So many tasks are asked for in one transaction. */
const atOnce = 50;

/** The people whom a broadcast that is over did not reach, by their ids. */
export async function callList(
  tx: Transaction,
  broadcastId: string,
  { after, most }: { after: string; most: number },
): Promise<string[]> {
  const marks = unreachedReasons.map(() => '?').join(', ');
  const rows = await tx.sql.all<{ personId: string }>(
    `SELECT "personId" FROM (
       SELECT "personId" FROM "BroadcastRecipient" WHERE "broadcastId" = ? AND "state" = 'call'
       UNION SELECT "residentId" FROM "Delivery" WHERE "broadcastId" = ? AND "status" IN ('dead', 'cancelled')
         AND "residentId" IS NOT NULL AND "reason" IN (${marks})
     ) AS "people" WHERE "personId" > ? ORDER BY "personId" LIMIT ?`,
    [broadcastId, broadcastId, ...unreachedReasons, after, most],
  );
  return rows.map(({ personId }) => personId);
}

/**
 * Turns the call list into phone tasks for those who look after the people. Asked for by somebody: a list may be long, and
 * not every broadcast is worth a call.
 * @returns how many. @throws Refusal `not-allowed`, `broadcast-state-changed` before it is done, or for staff
 */
export async function askForCalls(tx: Transaction, { id, by }: { id: string; by: string }): Promise<number> {
  const row = await lockBroadcast(tx, id);
  if (row.createdById !== by) await mustReach(tx, by, row.organisationId, administratorRoles);
  if (row.status !== 'done' || row.kind === 'staff') throw refuse('broadcast-state-changed', { status: row.status });
  const { toCall } = await progressOf(tx, id);
  if (toCall === 0) return 0;
  note(tx, id, 'calls-asked', by, { people: toCall });
  const key = `broadcast.call/${id}/`;
  await requestJob(tx, 'broadcast.call', { broadcastId: id, after: '' }, { key, dueAt: tx.now, priority: 1 });
  return toCall;
}

/** Asks for the next page of calls, each once. @returns how many it looked at. */
export async function askNextCalls(tx: Transaction, broadcastId: string, after: string): Promise<number> {
  const people = await callList(tx, broadcastId, { after, most: atOnce });
  for (const residentId of people)
    await askStaffTask(tx, {
      kind: 'phone',
      key: `call-instead/broadcast/${broadcastId}/${residentId}`,
      reason: 'broadcast-unreached',
      residentId,
      subject: { kind: 'broadcast', id: broadcastId },
    });
  const last = people.at(-1);
  if (last !== undefined && people.length === atOnce) {
    const key = `broadcast.call/${broadcastId}/${last}`;
    await requestJob(tx, 'broadcast.call', { broadcastId, after: last }, { key, dueAt: tx.now, priority: 1 });
  }
  return people.length;
}
