import { requestJob } from '../jobs/request-job.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { lockSession } from './lock.ts';
import { settleLine } from './settle-line.ts';

/** A session as far as its kept places go. */
interface Keeping {
  id: string;
  date: string;
  startsAt: Date;
  endsAt: Date;
  rulePack: string;
  reserved: number;
}

/** Asks for the release of what is kept for signed and priority residents. */
export async function requestRelease(tx: Transaction, session: Keeping): Promise<void> {
  if (session.reserved === 0) return;
  const { id: sessionId, endsAt: expiresAt } = session;
  const dueAt = releaseAt(tx, session);
  const key = `session.release-reserved/${sessionId}/${dueAt.toISOString()}`;
  await requestJob(tx, 'session.release-reserved', { sessionId }, { key, dueAt, expiresAt });
}

/**
 * Opens what was kept until noon to everybody: first to those who wait.
 * @returns why nothing was released, or undefined.
 */
export async function releaseReserved(tx: Transaction, sessionId: string): Promise<string | undefined> {
  await lockSession(tx, sessionId);
  const session = await tx.prisma.clinicSession.findUniqueOrThrow({ where: { id: sessionId } });
  if (session.status !== 'open') return 'session-closed';
  if (releaseAt(tx, session) > tx.now) return 'moved';
  if (session.reserved === 0) return 'nothing-kept';
  await tx.prisma.clinicSession.update({ where: { id: sessionId }, data: { reserved: 0 } });
  await settleLine(tx, sessionId);
  return undefined;
}

/** Noon of the day, or the start of a session of the morning: kept until noon, its places would be lost to everybody. */
export function releaseAt(
  tx: Transaction,
  { date, startsAt, rulePack }: Pick<Keeping, 'date' | 'startsAt' | 'rulePack'>,
): Date {
  const noon = tx.day.at(date, rulesOf(rulePack).clinics.reservedUntil);
  return noon < startsAt ? noon : startsAt;
}
