import type { Referral } from '#prisma/generated/sqlite/client.ts';
import type { ReferralDirection, ReferralUrgency } from '#prisma/generated/sqlite/enums.ts';
import type { RouteReasonCode } from '../packs/referral-rules.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { noteConsent } from './consent.ts';
import { openReferral } from './open.ts';
import { sidesOf } from './owner.ts';
import { sendOut } from './send-out.ts';
import type { ReferralPacket } from './packet.ts';
import { tellResident } from './tell.ts';

/** What staff write: up from a centre, down from a hospital, or a test at a hospital. */
export interface PreparedReferral {
  residentId: string;
  direction: ReferralDirection;
  category: string;
  urgency: ReferralUrgency;
  catalogueEntry: string | null;
  fromOrganisationId: string;
  toOrganisationId: string;
  department: string;
  reason?: RouteReasonCode | undefined;
  packet: ReferralPacket;
  insurance: string | null;
  /** The family doctor. */
  doctorId: string;
  staffId: string;
  /** `here`: the resident has agreed before the member of staff; `ask`: they are asked on their own phone. */
  consent: 'here' | 'ask';
  previousId?: string | undefined;
}

/**
 * Staff refer somebody. It goes out at once when the resident has agreed, or when there is no time to ask; else it waits
 * for their consent to this recipient.
 * @throws Refusal `not-allowed`, `referral-pending`, `referral-skips-level`, `referral-not-twin`, `not-verified`,
 * `resident-deceased`.
 */
export async function prepareReferral(tx: Transaction, prepared: PreparedReferral): Promise<Referral> {
  const { staffId, consent, ...wish } = prepared;
  if (!(await sidesOf(tx, wish, staffId)).includes('sender')) throw refuse('not-allowed');
  const actor = { side: 'sender', kind: 'staff', id: staffId } as const;
  const origin = wish.direction === 'down' ? 'hospital' : 'doctor';
  const referral = await openReferral(tx, { ...wish, origin }, 'prepare', actor);
  if (consent === 'here') await noteConsent(tx, referral, wish.toOrganisationId, staffId);
  if (consent === 'here' || referral.urgency === 'emergency') return sendOut(tx, referral, actor);
  await tellResident(tx, referral, 'consent-asked');
  return referral;
}
