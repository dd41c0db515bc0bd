import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { twinHospital } from '../organisations/twin.ts';
import type { ReferralRules, RouteReasonCode } from '../packs/referral-rules.ts';
import type { Transaction } from '../transaction.ts';
import { entryByCode, routeReasons } from './route.ts';

export interface RouteWish extends Pick<Referral, 'direction' | 'fromOrganisationId' | 'urgency' | 'catalogueEntry'> {
  toOrganisationId: string;
  /** Given by staff, where the rules find none. */
  reason?: RouteReasonCode | undefined;
}

/**
 * Why a route skips a level, and why it does not go to the twin; null where it need not be said. What comes down goes to
 * where the resident lives, and is not asked.
 * @throws Refusal `referral-skips-level`, `referral-not-twin`.
 */
export async function findRoute(tx: Transaction, rules: ReferralRules, wish: RouteWish) {
  if (wish.direction === 'down') return { skipReason: null, otherReason: null };
  const levelOf = (id: string) => tx.prisma.organisation.findUniqueOrThrow({ where: { id }, select: { level: true } });
  const from = await levelOf(wish.fromOrganisationId);
  const to = await levelOf(wish.toOrganisationId);
  const twin = await twinHospital(tx, wish.fromOrganisationId, tx.day.dateOf(tx.now));
  const found = wish.catalogueEntry === null ? undefined : entryByCode(rules, wish.catalogueEntry);
  return routeReasons(rules, {
    fromLevel: from.level,
    toLevel: to.level,
    isTwin: twin?.id === wish.toOrganisationId,
    urgency: wish.urgency,
    catalogue: found?.kind,
    reason: wish.reason,
  });
}
