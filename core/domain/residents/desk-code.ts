import { rulesOn } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import { mustWorkAtDesk } from '../staff/desk.ts';
import type { Transaction } from '../transaction.ts';
import { guess, hashOf, type CodeChecked } from './codes.ts';

/**
 * A one-time code that the desk reads out to who stands there with the card: it binds an account to somebody on file
 * without the phone on file. An older one of the same resident ends.
 *
 * @returns the figures, which the row holds only as a keyed hash, and for how many minutes they hold.
 * @throws Refusal `not-allowed`, `subject-not-found` for who is not on file.
 */
export async function issueDeskCode(
  tx: Transaction,
  { staffId, residentId }: { staffId: string; residentId: string },
): Promise<{ code: string; minutes: number }> {
  await mustWorkAtDesk(tx, staffId);
  const resident = await tx.prisma.resident.findUnique({ where: { id: residentId } });
  if (resident?.identityLevel !== 'verified') throw refuse('subject-not-found');
  const { deskCodeMinutes } = rulesOn(tx.day.dateOf(tx.now)).identity;
  await tx.prisma.verificationCode.updateMany({
    where: { residentId, purpose: 'desk', usedAt: null },
    data: { usedAt: tx.now },
  });
  const id = tx.id();
  const code = tx.digits(6);
  const expiresAt = new Date(tx.now.getTime() + deskCodeMinutes * 60_000);
  await tx.prisma.verificationCode.create({
    data: { id, purpose: 'desk', residentId, codeHash: hashOf(tx, id, code), createdAt: tx.now, expiresAt },
  });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'desk-code.issued',
    subject: { kind: 'resident', id: residentId },
  });
  return { code, minutes: deskCodeMinutes };
}

/** One guess at a resident's open desk code. Never throws a refusal: the caller must commit, or it would not count. */
export async function checkDeskCode(tx: Transaction, residentId: string, code: string): Promise<CodeChecked> {
  const open = await tx.prisma.verificationCode.findFirst({
    where: { residentId, purpose: 'desk', usedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return open ? guess(tx, open.id, code) : { outcome: 'expired' };
}
