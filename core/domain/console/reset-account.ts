import type { AuditNote, Transaction } from '../transaction.ts';
import { endSessions } from './session.ts';

/**
 * For whoever lost their phone or their password: a temporary password, and at the next sign-in a new key for the
 * authenticator. Whoever is signed in with the account is out.
 *
 * @param passwordHash of a password that was made for this, told once and changed at the sign-in.
 */
export async function resetAccount(
  tx: Transaction,
  { userId, passwordHash, by }: { userId: string; passwordHash: string; by: AuditNote['actor'] },
): Promise<void> {
  await tx.prisma.consoleUser.update({
    where: { id: userId },
    data: { passwordHash, passwordIsTemporary: true, totpSecretSealed: null, totpConfirmedAt: null },
  });
  await endSessions(tx, { userId });
  tx.audit({ actor: by, action: 'console-user.reset', subject: { kind: 'console-user', id: userId } });
}

/** A password for handing over once, with letters and digits. @param bytes 12 random ones */
export function temporaryPassword(bytes: Buffer): string {
  return `${bytes.toString('base64url')}-7`;
}
