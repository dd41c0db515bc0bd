import { oneAtATime } from '../one-at-a-time.ts';
import type { Transaction } from '../transaction.ts';

/** What is agreed to: a name that is never renamed, and the version of its text. */
export interface ConsentText {
  subject: string;
  version: string;
}

/** Notes that a resident agreed to a text; a second time for the same version changes nothing. */
export async function giveConsent(
  tx: Transaction,
  residentId: string,
  { subject, version }: ConsentText,
): Promise<void> {
  await oneAtATime(tx, `consent/${residentId}`);
  if (await hasConsent(tx, residentId, { subject, version })) return;
  await tx.prisma.consent.create({ data: { id: tx.id(), residentId, subject, version, givenAt: tx.now } });
  tx.audit({
    actor: { kind: 'resident', id: residentId },
    action: 'consent.given',
    subject: { kind: 'resident', id: residentId },
    detail: { subject, version },
  });
}

/** Whether a resident's agreement holds; to this version when one is named, else to any. */
export async function hasConsent(
  tx: Transaction,
  residentId: string,
  { subject, version }: { subject: string; version?: string | undefined },
): Promise<boolean> {
  const where = { residentId, subject, withdrawnAt: null, ...(version === undefined ? {} : { version }) };
  return (await tx.prisma.consent.count({ where })) > 0;
}

/** Takes an agreement back, in every version. What was done under it stays done. */
export async function withdrawConsent(tx: Transaction, residentId: string, subject: string): Promise<void> {
  const { count } = await tx.prisma.consent.updateMany({
    where: { residentId, subject, withdrawnAt: null },
    data: { withdrawnAt: tx.now },
  });
  if (count === 0) return;
  tx.audit({
    actor: { kind: 'resident', id: residentId },
    action: 'consent.withdrawn',
    subject: { kind: 'resident', id: residentId },
    detail: { subject },
  });
}
