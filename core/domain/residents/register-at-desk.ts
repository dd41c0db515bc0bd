import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import { mustWorkAtDesk } from '../staff/desk.ts';
import type { Transaction } from '../transaction.ts';
import { documentIndexOf, type Identity } from './columns.ts';
import { findByDocument } from './find.ts';
import { putOnFile } from './register.ts';

export interface RegisteredAtDesk {
  residentId: string;
  /** `found`: somebody with this document is on file already; nothing of theirs was changed. */
  outcome: 'registered' | 'found';
}

/**
 * Registers somebody who stands at the desk with their card: verified, because the card was seen. Registrations by chat
 * with the same document stay to be checked: nobody has shown whose accounts they are.
 *
 * @param centreId becomes the home centre.
 * @throws Refusal `not-allowed` for who works at no centre's desk, `resident-deceased`.
 */
export async function registerAtDesk(
  tx: Transaction,
  { identity, staffId, centreId }: { identity: Identity; staffId: string; centreId: string | undefined },
): Promise<RegisteredAtDesk> {
  await mustWorkAtDesk(tx, staffId);
  const { documentKind, documentNumber } = identity;
  await oneAtATime(tx, `register/${documentIndexOf(tx, documentNumber)}`);
  const known = await findByDocument(tx, documentKind, documentNumber);
  if (known) {
    const { diedOn } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: known.id } });
    if (diedOn !== null) throw refuse('resident-deceased');
    return { residentId: known.id, outcome: 'found' };
  }
  const residentId = await putOnFile(tx, { ...identity, homeCentreId: centreId, verifiedById: staffId });
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'identity.registered-at-desk',
    subject: { kind: 'resident', id: residentId },
  });
  return { residentId, outcome: 'registered' };
}
