import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { agreeToRecipient, sendWithWitness } from '#domain/referrals/agree.ts';
import { noteOwnAttendance } from '#domain/referrals/attended.ts';
import { closeReferral } from '#domain/referrals/close.ts';
import {
  acceptReferral,
  declineReferral,
  forwardReferral,
  noteAttendance,
  returnReferral,
} from '#domain/referrals/desk.ts';
import { adviseInstead, agreeToRequest } from '#domain/referrals/review.ts';
import { withdrawReferral } from '#domain/referrals/withdraw.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Chance } from '../chance.ts';
import { anAnswer, type ReferralTown } from '../referral-town.ts';

/** A referral, and who acts for its two sides. */
interface Hands {
  referral: Referral;
  sender: string;
  recipient: string;
}

interface ActOf {
  by: 'resident' | 'staff';
  make(tx: Transaction, town: ReferralTown, dice: Chance, hands: Hands): Promise<Referral>;
}

export type Act =
  | 'agree-to-request'
  | 'advise'
  | 'agree'
  | 'witness'
  | 'accept'
  | 'decline'
  | 'forward'
  | 'attend'
  | 'say-attended'
  | 'return'
  | 'close'
  | 'withdraw'
  | 'take-back';

/** Everything that somebody can do about a referral. */
export const acts: Readonly<Record<Act, ActOf>> = {
  'agree-to-request': staff((tx, town, { happens }, { referral: { id: referralId }, sender: staffId }) => {
    // Another hospital than the twin, which skips a level, needs its reason.
    const elsewhere = { toOrganisationId: town.places.cityHospital, reason: 'continuing-care' } as const;
    return agreeToRequest(tx, { referralId, staffId, ...(happens(0.2) ? elsewhere : {}) });
  }),
  advise: staff((tx, _town, { oneOf }, { referral: { id: referralId }, sender: staffId }) =>
    adviseInstead(tx, { referralId, staffId, reason: oneOf('centre-first', 'not-needed') }),
  ),
  agree: resident((tx, _town, _dice, { referral: { id: referralId, residentId: actorId } }) =>
    agreeToRecipient(tx, { referralId, actorId }),
  ),
  witness: staff((tx, _town, _dice, { referral: { id: referralId }, sender: staffId }) =>
    sendWithWitness(tx, { referralId, staffId }),
  ),
  accept: staff((tx, _town, { between }, { referral: { id: referralId, category }, recipient: staffId }) => {
    const onDay = (days: number) => tx.day.at(tx.day.add(tx.day.dateOf(tx.now), days), '09:00');
    const days = between(1, 10);
    const visits = category === 'rehabilitation' ? [onDay(days + 3), onDay(days + 7)] : [];
    const answer = { ...anAnswer, bed: '3床', visits: visits.map((instant) => instant.toISOString()) };
    return acceptReferral(tx, { referralId, staffId, appointmentAt: onDay(days), answer });
  }),
  decline: staff((tx, _town, { oneOf }, { referral: { id: referralId }, recipient: staffId }) =>
    declineReferral(tx, { referralId, staffId, reason: oneOf('full', 'cannot-treat', 'not-needed'), advice: '' }),
  ),
  forward: staff(
    (tx, { places }, _dice, { referral: { id: referralId, toOrganisationId: here }, recipient: staffId }) => {
      const toOrganisationId = here === places.cityHospital ? places.districtHospital : places.cityHospital;
      return forwardReferral(tx, { referralId, staffId, toOrganisationId, why: '要做介入' });
    },
  ),
  attend: staff((tx, _town, _dice, { referral: { id: referralId }, recipient: staffId }) =>
    noteAttendance(tx, { referralId, staffId }),
  ),
  'say-attended': resident((tx, _town, _dice, { referral: { id: referralId, residentId } }) =>
    noteOwnAttendance(tx, { referralId, residentId }),
  ),
  return: staff((tx, _town, { oneOf }, { referral: { id: referralId }, recipient: staffId }) => {
    const advice = oneOf('两周后复查血压', '按原来的药继续吃');
    return returnReferral(tx, { referralId, staffId, outcome: { summary: '病情平稳', advice } });
  }),
  close: staff((tx, _town, _dice, { referral: { id: referralId }, sender: staffId }) =>
    closeReferral(tx, { referralId, staffId }),
  ),
  withdraw: resident((tx, _town, _dice, { referral: { id: referralId, residentId } }) =>
    withdrawReferral(tx, { referralId, by: { residentId } }),
  ),
  'take-back': staff((tx, _town, _dice, { referral: { id: referralId }, sender: staffId }) =>
    withdrawReferral(tx, { referralId, by: { staffId } }),
  ),
};

/** How likely each is on a day, of what may be done by now. The rest of the time nobody does anything. */
export function chancesOf(
  { status, urgency, direction, appointmentAt }: Referral,
  now: Date,
): Readonly<Partial<Record<Act, number>>> {
  switch (status) {
    case 'requested':
      return { 'agree-to-request': 0.45, advise: 0.08, withdraw: 0.04 };
    case 'reviewing':
      return { agree: 0.25, witness: 0.08, withdraw: 0.03, 'take-back': 0.02, advise: 0.02 };
    case 'sent':
      return {
        ...(urgency === 'emergency' ? { attend: 0.5 } : {}),
        ...{ accept: 0.35, decline: 0.06, withdraw: 0.02, 'take-back': 0.02 },
        ...(direction === 'up' ? { forward: 0.05 } : {}),
      };
    case 'accepted':
      return appointmentAt !== null && appointmentAt <= now
        ? { attend: 0.3, 'say-attended': 0.06 }
        : { accept: 0.02, withdraw: 0.02, 'take-back': 0.01 };
    case 'attended':
      return { return: 0.2 };
    case 'returned':
      return { close: 0.35 };
    default:
      return {};
  }
}

function staff(make: ActOf['make']): ActOf {
  return { by: 'staff', make };
}

function resident(make: ActOf['make']): ActOf {
  return { by: 'resident', make };
}
