import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { ownerOf as carerOf } from '../care/owner.ts';
import { centreOf } from '../organisations/tree.ts';
import { twinHospital } from '../organisations/twin.ts';
import type { Place } from '../organisations/place.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import type { Transaction } from '../transaction.ts';
import { sendReviewCards } from './cards.ts';
import { mayAgree, noteConsent } from './consent.ts';
import { openReferral } from './open.ts';
import { catalogueMatch } from './route.ts';
import { tellResident } from './tell.ts';

/** Who would look at a request, and where it would go (seed 001 四(四): 首诊负责). */
export interface FirstLook {
  doctor: { id: string; name: string };
  centreId: string;
  /** The hospital that guides the centre; undefined where there is none today. */
  twin: Place | undefined;
}

/** @throws Refusal `referral-no-doctor` for who lives nowhere that we know. */
export async function firstLook(tx: Transaction, residentId: string): Promise<FirstLook> {
  const doctorId = await carerOf(tx, residentId);
  const doctor = await tx.prisma.staff.findUniqueOrThrow({ where: { id: doctorId } });
  const centreId = await centreOf(tx, doctor.organisationId);
  if (centreId === undefined) throw refuse('referral-no-doctor');
  const twin = await twinHospital(tx, centreId, tx.day.dateOf(tx.now));
  return { doctor: { id: doctor.id, name: doctor.name }, centreId, twin };
}

/** What a resident asks for. */
export interface ReferralRequest {
  residentId: string;
  /** Themselves, or who acts for them. */
  askedById: string;
  reason: string;
  insurance: string;
  /** Whether the twin may have the papers, if the doctor refers there; else they are asked then. */
  agrees: 'to-twin' | 'later';
}

/**
 * A resident asks for a referral up: their own family doctor gets the card. The catalogue's entry is found in their words.
 * @throws Refusal `not-allowed`, `referral-no-doctor`, `referral-pending`, `not-verified`, `resident-deceased`.
 */
export async function askForReferral(tx: Transaction, request: ReferralRequest): Promise<Referral> {
  const { residentId, askedById, reason, insurance } = request;
  if (!(await actsFor(tx, askedById, residentId, 'book'))) throw refuse('not-allowed');
  const { doctor, centreId, twin } = await firstLook(tx, residentId);
  if (!twin) throw refuse('referral-no-doctor');
  const { referrals } = await rulesAt(tx, centreId);
  const match = catalogueMatch(referrals, reason);
  const referral = await openReferral(
    tx,
    {
      residentId,
      askedById,
      direction: 'up',
      origin: 'resident',
      urgency: 'routine',
      category: '',
      catalogueEntry: match?.entry.code ?? null,
      fromOrganisationId: centreId,
      toOrganisationId: twin.id,
      department: match?.entry.department ?? '',
      packet: { reason, findings: '', results: [], criteria: [] },
      insurance,
      doctorId: doctor.id,
    },
    'ask',
    { side: 'resident', kind: 'resident', id: askedById },
  );
  if (request.agrees === 'to-twin' && (await mayAgree(tx, askedById, residentId)))
    await noteConsent(tx, referral, twin.id);
  await tellResident(tx, referral, 'requested', { besides: askedById });
  await sendReviewCards(tx, referral);
  return referral;
}
