import type { Transaction } from '../transaction.ts';

/** GB/T 22239-2019 8.1.4.1 c): a session that nobody uses ends. Minutes and hours after threat model T-32. */
const idleMinutes = 15;
export const longestHours = 8;
/** To the minute is enough, and a list that is read writes nothing. */
const seenEveryMs = 60_000;

/** Begins a session and ends what is over. The token is for the browser alone: only its hash is kept. */
export async function beginSession(tx: Transaction, userId: string): Promise<string> {
  await tx.prisma.consoleSession.deleteMany({ where: { expiresAt: { lte: tx.now } } });
  const token = tx.bytes(32).toString('base64url');
  const expiresAt = new Date(tx.now.getTime() + longestHours * 3_600_000);
  await tx.prisma.consoleSession.create({
    data: { id: tx.id(), userId, tokenHash: hashOf(tx, token), createdAt: tx.now, seenAt: tx.now, expiresAt },
  });
  return token;
}

/** The session of a token with its user, while it lasts. */
export async function seenSession(tx: Transaction, token: string) {
  const session = await tx.prisma.consoleSession.findUnique({
    where: { tokenHash: hashOf(tx, token) },
    include: { user: true },
  });
  if (!session || session.expiresAt <= tx.now) return undefined;
  return tx.now.getTime() - session.seenAt.getTime() < idleMinutes * 60_000 ? session : undefined;
}

/** Whether the session's last request is to be noted anew. */
export function isToBeNoted(tx: Pick<Transaction, 'now'>, { seenAt }: { seenAt: Date }): boolean {
  return tx.now.getTime() - seenAt.getTime() >= seenEveryMs;
}

/** Notes that somebody is there. */
export async function noteSeen(tx: Transaction, sessionId: string): Promise<void> {
  await tx.prisma.consoleSession.updateMany({ where: { id: sessionId }, data: { seenAt: tx.now } });
}

/** Ends one session, or all of somebody's. */
export async function endSessions(tx: Transaction, which: { id: string } | { userId: string }): Promise<void> {
  await tx.prisma.consoleSession.deleteMany({ where: which });
}

function hashOf(tx: Pick<Transaction, 'vault'>, token: string): string {
  return tx.vault.hash('console-session', token);
}
