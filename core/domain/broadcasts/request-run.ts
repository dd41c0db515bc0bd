import type { Broadcast } from '#prisma/generated/sqlite/client.ts';
import { requestJob } from '../jobs/request-job.ts';
import type { Transaction } from '../transaction.ts';

/** Asks for a broadcast to be carried on from where it stands, at its time. Each version has a job of its own. */
export async function requestRun(
  tx: Transaction,
  { id, version, startsAt, kind }: Pick<Broadcast, 'id' | 'version' | 'startsAt' | 'kind'>,
): Promise<void> {
  const dueAt = startsAt !== null && startsAt > tx.now ? startsAt : tx.now;
  const key = `broadcast.run/${id}/${version}`;
  const priority = kind === 'emergency' ? 0 : 1;
  await requestJob(tx, 'broadcast.run', { broadcastId: id, version }, { key, dueAt, priority });
}
