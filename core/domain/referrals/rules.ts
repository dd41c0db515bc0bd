import type { ReferralStatus } from '#prisma/generated/sqlite/enums.ts';
import { refuse } from '../refusal.ts';

/**
 * The states of a referral and every step between them that is legal (domain.md §4): who may make it, who has to act
 * next, until when, and what the resident is told. Whatever is not listed is refused.
 */

/** `sender` and `recipient` are the two organisations' staff; a doctor and a hospital's desk when it goes up, the other way round when it comes down. */
export type Side = 'resident' | 'sender' | 'recipient' | 'system';
export type NextOwner = 'resident' | 'sender' | 'recipient' | 'nobody';

/** What runs out: the sender's answer to a request, the resident's consent, the recipient's answer, the acceptance, the summary, its reading. */
export type Timer = 'review' | 'consent' | 'answer' | 'validity' | 'return' | 'close' | 'none';

/** `none`: there was no referral before. */
export type Before = ReferralStatus | 'none';

/** What the resident hears; each has a notice (core/domain/notices/referrals.ts), complete by type. */
export const residentWords = [
  'requested',
  'consent-asked',
  'sent',
  'accepted',
  'attended',
  'returned',
  'closed',
  'advised',
  'declined',
  'forwarded',
  'withdrawn',
  'lapsed',
] as const;
export type ResidentWord = (typeof residentWords)[number];

export interface ReferralStepRule {
  from: readonly Before[];
  to: ReferralStatus;
  by: readonly Side[];
  next: NextOwner;
  timer: Timer;
  tells: ResidentWord;
  /** Only then. */
  when?: 'emergency';
}

/** Names are stored in the audit: never renamed. */
export const referralSteps = {
  /** A resident asks: their own family doctor looks first (seed 001 四(四): 首诊负责). */
  ask: { from: ['none'], to: 'requested', by: ['resident'], next: 'sender', timer: 'review', tells: 'requested' },
  /** Staff write one, or a desk refers on; it waits for the resident's consent for this recipient. */
  prepare: {
    from: ['none'],
    to: 'reviewing',
    by: ['sender', 'recipient'],
    next: 'resident',
    timer: 'consent',
    tells: 'consent-asked',
  },
  /** The doctor takes a request up. */
  review: {
    from: ['requested'],
    to: 'reviewing',
    by: ['sender'],
    next: 'resident',
    timer: 'consent',
    tells: 'consent-asked',
  },
  send: {
    from: ['reviewing'],
    to: 'sent',
    by: ['sender', 'recipient', 'resident'],
    next: 'recipient',
    timer: 'answer',
    tells: 'sent',
  },
  accept: { from: ['sent'], to: 'accepted', by: ['recipient'], next: 'resident', timer: 'validity', tells: 'accepted' },
  attend: {
    from: ['accepted'],
    to: 'attended',
    by: ['recipient', 'resident'],
    next: 'recipient',
    timer: 'return',
    tells: 'attended',
  },
  /** Who is in danger goes without an appointment. */
  'attend-at-once': {
    from: ['sent'],
    to: 'attended',
    by: ['recipient'],
    next: 'recipient',
    timer: 'return',
    tells: 'attended',
    when: 'emergency',
  },
  return: { from: ['attended'], to: 'returned', by: ['recipient'], next: 'sender', timer: 'close', tells: 'returned' },
  close: { from: ['returned'], to: 'closed', by: ['sender'], next: 'nobody', timer: 'none', tells: 'closed' },
  /** The doctor advises something else: the centre first. */
  advise: {
    from: ['requested', 'reviewing'],
    to: 'declined',
    by: ['sender'],
    next: 'nobody',
    timer: 'none',
    tells: 'advised',
  },
  decline: { from: ['sent'], to: 'declined', by: ['recipient'], next: 'nobody', timer: 'none', tells: 'declined' },
  /** What it is referred on to is a referral of its own, with a consent of its own. */
  forward: { from: ['sent'], to: 'forwarded', by: ['recipient'], next: 'nobody', timer: 'none', tells: 'forwarded' },
  withdraw: {
    from: ['requested', 'reviewing', 'sent', 'accepted'],
    to: 'withdrawn',
    /** The system: when somebody has died. */
    by: ['resident', 'sender', 'system'],
    next: 'nobody',
    timer: 'none',
    tells: 'withdrawn',
  },
  lapse: {
    from: ['reviewing', 'accepted'],
    to: 'lapsed',
    by: ['system'],
    next: 'nobody',
    timer: 'none',
    tells: 'lapsed',
  },
} as const satisfies Readonly<Record<string, ReferralStepRule>>;

export type ReferralStepName = keyof typeof referralSteps;

/** The rule of a step, without the narrowness of its literal. */
export function ruleOf(name: ReferralStepName): ReferralStepRule {
  return referralSteps[name];
}

/** Each legal pair of states, once. */
export const legalPairs: readonly (readonly [from: Before, to: ReferralStatus])[] = Object.values(referralSteps)
  .flatMap(({ from, to }: ReferralStepRule) => from.map((before): readonly [Before, ReferralStatus] => [before, to]))
  .filter(([from, to], index, all) => all.findIndex(([one, other]) => one === from && other === to) === index);

/** Nothing leads out of these. */
export const endedStatuses = [
  'closed',
  'declined',
  'forwarded',
  'withdrawn',
  'lapsed',
] as const satisfies readonly ReferralStatus[];

export const openStatuses = [
  'requested',
  'reviewing',
  'sent',
  'accepted',
  'attended',
  'returned',
] as const satisfies readonly ReferralStatus[];

export function isLegalPair(from: Before, to: ReferralStatus): boolean {
  return legalPairs.some(([before, after]) => before === from && after === to);
}

/**
 * @throws Refusal `referral-state-changed` for a step that does not lead on from this state, `not-allowed` for one that
 * this side may not make.
 */
export function assertLegalStep(
  referral: { status: Before; urgency: string },
  name: ReferralStepName,
  side: Side,
): ReferralStepRule {
  const rule = ruleOf(name);
  const { status, urgency } = referral;
  if (!rule.from.includes(status) || (rule.when !== undefined && rule.when !== urgency))
    throw refuse('referral-state-changed', { status });
  if (!rule.by.includes(side)) throw refuse('not-allowed');
  return rule;
}

/** Why a referral ended before its end. Stored: never renamed. */
export const referralEndReasons = [
  'centre-first',
  'not-needed',
  'other-department',
  'full',
  'cannot-treat',
  'resident-withdrew',
  'doctor-withdrew',
  'resident-died',
  'no-consent',
  'not-attended',
  'referred-on',
  'completed',
] as const;
export type ReferralEndReason = (typeof referralEndReasons)[number];

/** What a doctor may advise instead. */
export type AdviceReason = Extract<ReferralEndReason, 'centre-first' | 'not-needed'>;

/** Why a recipient may decline. */
export type DeclineReason = Extract<ReferralEndReason, 'other-department' | 'full' | 'cannot-treat' | 'not-needed'>;
