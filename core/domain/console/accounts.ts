import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import type { AuditNote, Transaction } from '../transaction.ts';
import { endSessions } from './session.ts';

/**
 * Opens an account for somebody on the staff list; without one it administers the system.
 * @param passwordHash of a temporary password.
 * @throws Refusal `account-exists`, `staff-unknown`
 */
export async function openAccount(
  tx: Transaction,
  {
    username,
    wecomUserid,
    passwordHash,
    by,
  }: { username: string; wecomUserid: string | undefined; passwordHash: string; by: AuditNote['actor'] },
): Promise<string> {
  await oneAtATime(tx, `console-user/${username}`);
  if (await tx.prisma.consoleUser.findUnique({ where: { username } })) throw refuse('account-exists');
  const staff = wecomUserid ? await tx.prisma.staff.findUnique({ where: { wecomUserid } }) : undefined;
  if (wecomUserid && !staff?.active) throw refuse('staff-unknown');
  const id = tx.id();
  await tx.prisma.consoleUser.create({
    data: { id, username, passwordHash, passwordIsTemporary: true, staffId: staff?.id ?? null },
  });
  tx.audit({ actor: by, action: 'console-user.created', subject: { kind: 'console-user', id } });
  return id;
}

/** Closes or opens an account. Whoever is signed in with a closed one is out. */
export async function setAccount(
  tx: Transaction,
  { userId, active, by }: { userId: string; active: boolean; by: AuditNote['actor'] },
): Promise<void> {
  await tx.prisma.consoleUser.update({ where: { id: userId }, data: { active } });
  if (!active) await endSessions(tx, { userId });
  const action = active ? 'console-user.opened' : 'console-user.closed';
  tx.audit({ actor: by, action, subject: { kind: 'console-user', id: userId } });
}
