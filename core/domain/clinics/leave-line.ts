import type { WaitlistStatus } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';
import { settleLine } from './settle-line.ts';

/** Statuses in which somebody is still in line. */
export const inLine = ['waiting', 'offered'] as const;

/**
 * Takes somebody out of a session's line, if they are in it, because they were booked otherwise. What was offered to them
 * goes to the next. The session is locked by whoever calls.
 */
export async function leaveLine(
  tx: Transaction,
  { sessionId, residentId }: { sessionId: string; residentId: string },
): Promise<void> {
  const left = await tx.sql.run(
    `UPDATE "WaitlistEntry" SET "status" = 'left', "endedAt" = ?
     WHERE "sessionId" = ? AND "residentId" = ? AND "status" IN ('waiting', 'offered')`,
    [tx.now, sessionId, residentId],
  );
  if (left > 0) await settleLine(tx, sessionId);
}

/**
 * Ends an entry that is still in line; false when it had ended already. Its jobs stay: they may be what ends it, and
 * find it ended otherwise.
 */
export async function endEntry(
  tx: Transaction,
  entryId: string,
  status: Extract<WaitlistStatus, 'accepted' | 'lapsed' | 'left'>,
): Promise<boolean> {
  const { count } = await tx.prisma.waitlistEntry.updateMany({
    where: { id: entryId, status: { in: [...inLine] } },
    data: { status, endedAt: tx.now },
  });
  return count === 1;
}
