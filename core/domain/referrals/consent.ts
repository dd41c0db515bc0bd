import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { giveConsent } from '../consent/consents.ts';
import { actsFor } from '../residents/family.ts';
import { partyOf, signerFor } from '../contracts/parties.ts';
import type { Transaction } from '../transaction.ts';

/** The text that is agreed to, by version. */
const version = '2026-01';

/** To exactly this recipient, for this referral and nothing else. Stored: never renamed. */
export function recipientConsent(referralId: string, organisationId: string): { subject: string; version: string } {
  return { subject: `referral/${referralId}/${organisationId}`, version };
}

/** Whether somebody may agree for a resident: oneself as an adult, a guardian, an agent who may sign or see records. */
export async function mayAgree(tx: Transaction, actorId: string, residentId: string): Promise<boolean> {
  if (await signerFor(tx, actorId, await partyOf(tx, residentId))) return true;
  return actorId !== residentId && (await actsFor(tx, actorId, residentId, 'records'));
}

/** The consent's id when it holds for this recipient. */
export async function consentFor(
  tx: Transaction,
  { residentId, id }: Pick<Referral, 'residentId' | 'id'>,
  organisationId: string,
): Promise<string | undefined> {
  const { subject } = recipientConsent(id, organisationId);
  const found = await tx.prisma.consent.findFirst({
    where: { residentId, subject, version, withdrawnAt: null },
    select: { id: true },
  });
  return found?.id;
}

/** Notes the consent. `witness`: a member of staff before whom somebody agreed who cannot write in chat. */
export async function noteConsent(
  tx: Transaction,
  referral: Pick<Referral, 'residentId' | 'id' | 'number'>,
  organisationId: string,
  witness?: string,
): Promise<string> {
  await giveConsent(tx, referral.residentId, recipientConsent(referral.id, organisationId));
  if (witness !== undefined)
    tx.audit({
      actor: { kind: 'staff', id: witness },
      action: 'referral.consent-witnessed',
      subject: { kind: 'referral', id: referral.id },
      detail: { number: referral.number, organisationId },
    });
  const id = await consentFor(tx, referral, organisationId);
  if (id === undefined) throw new Error(`the consent for referral ${referral.id} was not written`);
  return id;
}
