import type { ReferralDirection, ReferralUrgency } from '#prisma/generated/sqlite/enums.ts';
import { twinHospital } from '#domain/organisations/twin.ts';
import { placesOfKind } from '#domain/organisations/place.ts';
import type { RouteReasonCode } from '#domain/packs/referral-rules.ts';
import { rulesAt } from '#domain/packs/of-organisation.ts';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { findRoute } from '#domain/referrals/find-route.ts';
import { Refusal } from '#domain/refusal.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { Script } from '../../dialogue-world.ts';
import { referralWork as words } from '../../replies/referral-work.ts';

interface Route {
  name: string;
  chosen: { toOrganisationId: string; reason: RouteReasonCode | undefined };
}

/** 对口医院排第一；越级或去别的医院要选一个理由，规则自己认的（急危重症、目录、对口）不问。 */
export async function chooseHospital(
  script: Script,
  tx: Transaction,
  from: {
    fromOrganisationId: string;
    direction: ReferralDirection;
    urgency: ReferralUrgency;
    catalogueEntry: string | null;
  },
): Promise<Route> {
  const rules = await rulesAt(tx, from.fromOrganisationId);
  const twin = await twinHospital(tx, from.fromOrganisationId, tx.day.dateOf(tx.now));
  const hospitals = await placesOfKind(tx, ['hospital'], twin?.id);
  const hospital = await script.choose('hospital', {
    title: words.hospitalTitle,
    prompt: words.askHospital,
    from: hospitals,
    id: ({ id }) => id,
    label: ({ id, shortName }) => (id === twin?.id ? `${shortName}（对口）` : shortName),
    names: ({ name, shortName }) => [name, shortName],
    none: { say: words.noHospital },
  });
  const wish = { ...from, toOrganisationId: hospital.id };
  const route = await refusalOf(findRoute(tx, rules.referrals, wish));
  if (!(route instanceof Refusal))
    return { name: hospital.shortName, chosen: { toOrganisationId: hospital.id, reason: undefined } };
  const reason = await script.choose('route-reason', {
    title: words.otherTitle,
    prompt: words.askReason,
    from: rules.referrals.reasons.filter(({ givenBy }) => givenBy === 'staff'),
    id: ({ code }) => code,
    label: ({ name }) => name,
    none: { say: words.noHospital },
  });
  return { name: hospital.shortName, chosen: { toOrganisationId: hospital.id, reason: reason.code } };
}
