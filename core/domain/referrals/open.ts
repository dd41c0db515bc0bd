import type { Referral } from '#prisma/generated/sqlite/client.ts';
import type { ReferralDirection, ReferralOrigin, ReferralUrgency } from '#prisma/generated/sqlite/enums.ts';
import { nextCaseNumber, shortNumber } from '../case-number.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesOf } from '../packs/current.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import type { ReferralRules, RouteReasonCode } from '../packs/referral-rules.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { filingFor } from './filing.ts';
import { findRoute } from './find-route.ts';
import { ownerOf } from './owner.ts';
import { sealPacket, type ReferralPacket } from './packet.ts';
import { entryByCode } from './route.ts';
import { assertLegalStep } from './rules.ts';
import { noteStep, referralsOf, requestTimer, type ReferralActor } from './step.ts';
import { runsOutAt } from './timers.ts';

/** A referral that is written down: by a resident who asks, by a doctor, by a hospital that sends somebody home. */
export interface NewReferral {
  residentId: string;
  direction: ReferralDirection;
  origin: ReferralOrigin;
  urgency: ReferralUrgency;
  /** Empty for up. */
  category: string;
  catalogueEntry: string | null;
  fromOrganisationId: string;
  toOrganisationId: string;
  department: string;
  reason?: RouteReasonCode | undefined;
  packet: ReferralPacket;
  insurance: string | null;
  doctorId: string;
  askedById?: string | undefined;
  /** What this one goes on from. */
  previousId?: string | undefined;
}

/**
 * Writes the first step of a referral, `ask` or `prepare`. One of a kind is under review at a time.
 * @throws Refusal `referral-pending`, `resident-deceased`, `not-verified`, `referral-skips-level`, `referral-not-twin`.
 */
export async function openReferral(
  tx: Transaction,
  wish: NewReferral,
  name: 'ask' | 'prepare',
  actor: ReferralActor,
): Promise<Referral> {
  await oneAtATime(tx, referralsOf(wish.residentId));
  await assertMayBeReferred(tx, wish);
  const rule = assertLegalStep({ status: 'none', urgency: wish.urgency }, name, actor.side);
  const { residentId, direction, origin, urgency, category, catalogueEntry } = wish;
  const { fromOrganisationId, toOrganisationId, department, insurance, doctorId } = wish;
  const pack = await rulesAt(tx, wish.fromOrganisationId);
  const rules = pack.referrals;
  const route = await findRoute(tx, rules, wish);
  const id = tx.id();
  const dueAt = runsOutAt(rules, tx.day, tx.now, rule.timer, { urgency: wish.urgency, validUntil: null }) ?? null;
  const referral = await tx.prisma.referral.create({
    data: {
      id,
      ...{ residentId, direction, origin, urgency, category, catalogueEntry },
      ...{ fromOrganisationId, toOrganisationId, department, insurance, doctorId },
      ...route,
      number: await nextCaseNumber(tx, 'ZZ'),
      status: rule.to,
      rulePack: pack.version,
      packetSealed: sealPacket(tx, id, wish.packet),
      insuranceFiling: wish.insurance === null ? null : filingFor(rules, wish.insurance, whereTo(rules, wish)),
      askedById: wish.askedById ?? null,
      previousId: wish.previousId ?? null,
      ownerId: await ownerOf(tx, wish, rule.next, 0),
      dueAt,
      createdAt: tx.now,
    },
  });
  await noteStep(tx, referral, { from: null, actor, name });
  await requestTimer(tx, referral);
  return referral;
}

/** Where somebody is treated in the end: what the catalogue of 区域外转诊 holds is sent on out of the region. */
function whereTo(rules: ReferralRules, { direction, catalogueEntry }: NewReferral): 'within' | 'outside' {
  if (direction !== 'up' || catalogueEntry === null) return 'within';
  return entryByCode(rules, catalogueEntry)?.kind === 'outside-region' ? 'outside' : 'within';
}

/** Whether what was reviewed may go another way: the same question as at the beginning. */
export async function rerouted(
  tx: Transaction,
  referral: Referral,
  change: {
    toOrganisationId?: string | undefined;
    department?: string | undefined;
    urgency?: ReferralUrgency | undefined;
    reason?: RouteReasonCode | undefined;
  },
) {
  const toOrganisationId = change.toOrganisationId ?? referral.toOrganisationId;
  if (toOrganisationId === null) throw refuse('referral-state-changed', { status: referral.status });
  const { department = referral.department, urgency = referral.urgency, reason } = change;
  const rules = rulesOf(referral.rulePack).referrals;
  const route = await findRoute(tx, rules, { ...referral, toOrganisationId, urgency, reason });
  return { toOrganisationId, department, urgency, ...route };
}

async function assertMayBeReferred(
  tx: Transaction,
  { residentId, direction, category }: Pick<NewReferral, 'residentId' | 'direction' | 'category'>,
): Promise<void> {
  const resident = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  // A hospital needs to know who comes.
  if (resident.identityLevel !== 'verified') throw refuse('not-verified');
  const pending = await tx.prisma.referral.findFirst({
    where: { residentId, direction, category, status: { in: ['requested', 'reviewing'] } },
    select: { number: true },
  });
  if (pending) throw refuse('referral-pending', { number: shortNumber(pending.number) });
}
