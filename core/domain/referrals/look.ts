import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { caseOf } from './cards.ts';
import { sidesOf } from './owner.ts';
import {
  answerOf,
  outcomeOf,
  packetOf,
  type ReferralAnswer,
  type ReferralOutcome,
  type ReferralPacket,
} from './packet.ts';
import type { ReferralCase } from '../notices/referral-work.ts';

/** A referral as its own staff see it. */
export interface ReferralView {
  referral: Referral;
  face: ReferralCase;
  packet: ReferralPacket;
  answer: ReferralAnswer | undefined;
  outcome: ReferralOutcome | undefined;
  sides: readonly ('sender' | 'recipient')[];
}

/**
 * Reads a referral with what goes with it. A hospital sees a record only while a referral binds it to the resident
 * (domain.md §1); each look is audited as a look at a health record.
 * @throws Refusal `referral-not-found`, `not-allowed`.
 */
export async function lookInto(
  tx: Transaction,
  { referralId, staffId }: { referralId: string; staffId: string },
): Promise<ReferralView> {
  const referral = await tx.prisma.referral.findUnique({ where: { id: referralId } });
  if (!referral) throw refuse('referral-not-found');
  const sides = await sidesOf(tx, referral, staffId);
  // What was not sent yet, what has come back and what is over is the sender's alone.
  const isBound = ['sent', 'accepted', 'attended'].includes(referral.status);
  if (!sides.includes('sender') && !(sides.includes('recipient') && isBound)) throw refuse('not-allowed');
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'record.read',
    subject: { kind: 'resident', id: referral.residentId },
    purpose: 'referral',
    detail: { referralId },
  });
  return {
    referral,
    face: await caseOf(tx, referral),
    packet: packetOf(tx, referral),
    answer: answerOf(tx, referral),
    outcome: outcomeOf(tx, referral),
    sides,
  };
}
