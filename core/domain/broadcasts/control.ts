import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import { closeCards } from '../notices/cards.ts';
import { mustReach } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { lockBroadcast, note, step } from './broadcast.ts';
import { cardsOf } from './cards.ts';
import { requestRun } from './request-run.ts';

/**
 * Pauses it: nothing more of it leaves, within a second also nothing that was handed to a channel (the deliverer asks
 * before each call).
 * @throws Refusal `not-allowed`, `broadcast-state-changed`
 */
export async function pauseBroadcast(tx: Transaction, { id, by }: { id: string; by: string }): Promise<void> {
  await maySteer(tx, id, by);
  await step(tx, id, ['scheduled', 'running'], { status: 'paused' });
  note(tx, id, 'paused', by);
}

/** Goes on with those whom it has not reached. @throws Refusal `not-allowed`, `broadcast-state-changed` */
export async function resumeBroadcast(tx: Transaction, { id, by }: { id: string; by: string }): Promise<void> {
  const row = await maySteer(tx, id, by);
  const status = row.startedAt === null ? 'scheduled' : 'running';
  const version = await step(tx, id, ['paused'], { status });
  note(tx, id, 'resumed', by);
  await requestRun(tx, { ...row, version });
}

/**
 * Ends it for good; what has left cannot be taken back.
 * @throws Refusal `not-allowed`, `broadcast-state-changed`
 */
export async function cancelBroadcast(tx: Transaction, { id, by }: { id: string; by: string }): Promise<void> {
  await endBroadcast(tx, await maySteer(tx, id, by), { by, reason: 'cancelled' });
}

/** Ends it, whoever may do so. @throws Refusal `broadcast-state-changed` */
export async function endBroadcast(
  tx: Transaction,
  row: Broadcast,
  { by, reason }: { by: string; reason: 'cancelled' | 'refused' },
): Promise<void> {
  const { id } = row;
  const ended = { status: 'cancelled', endedAt: tx.now, endReason: reason } as const;
  const version = await step(tx, id, ['draft', 'waiting', 'scheduled', 'running', 'paused'], ended);
  note(tx, id, 'cancelled', by, { reason });
  await closeCards(tx, cardsOf(id), reason === 'refused' ? '不同意' : '已取消');
  // What was handed over is taken back in portions, in the background.
  if (row.startedAt !== null) await requestRun(tx, { ...row, startsAt: null, version });
}

async function maySteer(tx: Transaction, id: string, by: string): Promise<Broadcast> {
  const row = await lockBroadcast(tx, id);
  if (row.createdById !== by) await mustReach(tx, by, row.organisationId, administratorRoles);
  return row;
}
