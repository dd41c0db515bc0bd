import { rulesOf } from '../packs/current.ts';
import { findLink, issueLink } from '../pages/link.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { toldOf } from './tell.ts';
import type { ReferralTold } from '../notices/referrals.ts';

/** How long a link to a slip holds, days: people print it the day before. */
const slipDays = 7;

/** A link to the printable slip, for the account that it is sent to. */
export function slipLink(
  tx: Transaction,
  { referralId, contactId }: { referralId: string; contactId: string },
): Promise<{ token: string }> {
  return issueLink(tx, { purpose: 'referral.slip', subjectId: referralId, contactId, minutes: slipDays * 24 * 60 });
}

/** What is printed. Nothing of the illness: that went to the hospital's desk. */
export interface ReferralSlip extends ReferralTold {
  /** In full: it is shown with the ID card. */
  name: string;
  /** `ZZ2026000123` */
  number: string;
  from: string;
  bring: string;
}

/** The slip of an accepted referral; undefined for a link that is over, and for a referral that is not accepted any more. */
export async function readSlip(tx: Transaction, token: string): Promise<ReferralSlip | undefined> {
  const link = await findLink(tx, 'referral.slip', token);
  if (!link || link.expiresAt <= tx.now) return undefined;
  const referral = await tx.prisma.referral.findUnique({
    where: { id: link.subjectId },
    include: { fromOrganisation: { select: { name: true } } },
  });
  if (!referral || !['accepted', 'attended'].includes(referral.status)) return undefined;
  return {
    ...(await toldOf(tx, referral)),
    name: await residentName(tx, referral.residentId),
    number: referral.number,
    from: referral.fromOrganisation.name,
    bring: rulesOf(referral.rulePack).referrals.whatToBring,
  };
}
