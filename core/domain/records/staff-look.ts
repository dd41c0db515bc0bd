import { caresFor } from '../care/bond.ts';
import { openStatuses } from '../referrals/rules.ts';
import { refuse } from '../refusal.ts';
import { residentRow } from '../residents/resident.ts';
import { reaches } from '../staff/reach.ts';
import type { Transaction } from '../transaction.ts';
import { recordOf, type RecordView } from './record.ts';

/** Why staff look at a record. Stored in the audit and read by the resident: never renamed. */
export const lookPurposes = ['treatment', 'follow-up', 'check-up', 'referral', 'correction'] as const;
export type LookPurpose = (typeof lookPurposes)[number];

/**
 * What binds a member of staff to a resident today (domain.md §1; threat model T-14): `care` for who cares for them; `hospital` only while a referral that was sent there is open.
 */
export async function lookOf(
  tx: Transaction,
  { staffId, residentId }: { staffId: string; residentId: string },
): Promise<'care' | 'hospital' | undefined> {
  if (await caresFor(tx, { staffId, residentId })) return 'care';
  const { id } = await residentRow(tx, residentId);
  const referrals = await tx.prisma.referral.findMany({
    where: { residentId: id, status: { in: [...openStatuses] }, sentAt: { not: null } },
    select: { toOrganisationId: true },
  });
  for (const { toOrganisationId } of referrals)
    if (toOrganisationId && (await reaches(tx, staffId, toOrganisationId, ['hospital_desk', 'expert', 'doctor'])))
      return 'hospital';
  return undefined;
}

/**
 * Shows a record to staff who are bound to the resident, audited with the purpose. A hospital does not see what is for the
 * centre's staff alone, nor pregnancy, mental health and tuberculosis: what it needs stands in the referral's packet.
 * @throws Refusal `not-allowed`.
 */
export async function lookAtRecord(
  tx: Transaction,
  { staffId, residentId, purpose }: { staffId: string; residentId: string; purpose: LookPurpose },
): Promise<RecordView> {
  const bound = await lookOf(tx, { staffId, residentId });
  if (!bound) throw refuse('not-allowed');
  const { id } = await residentRow(tx, residentId);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'record.read',
    subject: { kind: 'resident', id },
    purpose,
  });
  const sight = { sees: () => bound === 'care', staffOnly: bound === 'care' };
  // The look is audited here already, with its own name.
  return recordOf(tx, id, { actor: { kind: 'system' }, purpose }, sight);
}
