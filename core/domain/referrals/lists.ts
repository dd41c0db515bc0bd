import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { shortNumber } from '../case-number.ts';
import { answersFor } from '../staff/cover.ts';
import { reachOf } from '../staff/reach.ts';
import type { Transaction } from '../transaction.ts';
import { openStatuses } from './rules.ts';

/** One that a member of staff has to do something about now. */
export type WaitingReferral = Pick<Referral, 'status'> & { number: string; isOverdue: boolean };

/** What is under way for residents, the newest first. */
export function openReferrals(tx: Transaction, residentIds: readonly string[]): Promise<Referral[]> {
  return tx.prisma.referral.findMany({
    where: { residentId: { in: [...residentIds] }, status: { in: [...openStatuses] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
}

/**
 * What a member of staff may work on: of their own patients and of those whom they cover, of the teams and organisations
 * that they lead, and what was sent to the desk that they sit at. What is theirs to do next comes first, the most urgent
 * of it foremost.
 */
export async function referralsFor(tx: Transaction, staffId: string): Promise<Referral[]> {
  const own = await answersFor(tx, staffId);
  const led = await reachOf(tx, staffId, ['team_leader', 'centre_administrator', 'district_administrator']);
  const desks = await reachOf(tx, staffId, ['hospital_desk']);
  const found = await tx.prisma.referral.findMany({
    where: {
      status: { in: [...openStatuses] },
      OR: [
        { doctorId: { in: own } },
        { ownerId: staffId },
        { fromOrganisationId: { in: [...led, ...desks] } },
        { toOrganisationId: { in: [...led, ...desks] }, status: { in: ['sent', 'accepted', 'attended'] } },
      ],
    },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  const rank = ({ ownerId, urgency }: Referral) =>
    (ownerId !== null && own.includes(ownerId) ? 0 : 10) + ['emergency', 'urgent', 'routine'].indexOf(urgency);
  return [...found].sort((one, other) => rank(one) - rank(other));
}

/**
 * What lies with somebody now: what they or whom they cover for have to do next, also when it has gone on to who answers
 * for them, and what anybody at the hospital's desk at which they sit may answer. What waits for the resident lies with
 * nobody.
 */
export async function waitingReferrals(tx: Transaction, staffId: string): Promise<WaitingReferral[]> {
  const own = await answersFor(tx, staffId);
  const desks = await reachOf(tx, staffId, ['hospital_desk']);
  const liesHere = ({ ownerId, status, direction, doctorId, fromOrganisationId, toOrganisationId }: Referral) => {
    if (ownerId === null) return false;
    const withRecipient = status === 'sent' || status === 'attended';
    const withDoctor = withRecipient === (direction === 'down');
    const organisationId = withRecipient ? toOrganisationId : fromOrganisationId;
    return own.includes(ownerId) || (withDoctor && own.includes(doctorId)) || desks.includes(organisationId ?? '');
  };
  return (await referralsFor(tx, staffId)).filter(liesHere).map(({ number, status, dueAt, escalations }) => ({
    number: shortNumber(number),
    status,
    isOverdue: escalations > 0 || (dueAt !== null && dueAt <= tx.now),
  }));
}
