import type { Prisma, Referral } from '#prisma/generated/sqlite/client.ts';
import { requestJob } from '../jobs/request-job.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesOf } from '../packs/current.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { closeFollowUp } from './follow-up.ts';
import { ownerOf } from './owner.ts';
import { assertLegalStep, type ReferralStepName, type Side } from './rules.ts';
import { tellResident } from './tell.ts';
import { runsOutAt } from './timers.ts';

/** Who makes a step, and for which side. `by-phone`: what the other side said when somebody called them. */
export interface ReferralActor {
  side: Side;
  kind: 'resident' | 'staff' | 'system';
  id?: string | undefined;
  how?: 'by-phone' | undefined;
}

/** The program itself, when a time has run out. */
export const theSystem: ReferralActor = { side: 'system', kind: 'system' };

/**
 * A referral that is about to be changed: from here to the commit nobody else works on this resident's referrals.
 * @throws Refusal `referral-not-found`.
 */
export async function referralToChange(tx: Transaction, referralId: string): Promise<Referral> {
  const found = await tx.prisma.referral.findUnique({ where: { id: referralId }, select: { residentId: true } });
  if (!found) throw refuse('referral-not-found');
  await oneAtATime(tx, referralsOf(found.residentId));
  return tx.prisma.referral.findUniqueOrThrow({ where: { id: referralId } });
}

/** The name under which one resident's referrals are worked on, one transaction at a time. */
export function referralsOf(residentId: string): string {
  return `referrals/${residentId}`;
}

type Data = Omit<Prisma.ReferralUncheckedUpdateManyInput, 'status' | 'version' | 'id' | 'ownerId' | 'dueAt'>;

export interface StepWish {
  data?: Data | undefined;
  /** Stored with the step: a code of `referralEndReasons`, or empty. */
  reason?: string | undefined;
  /** What the resident hears besides, a sentence without its full stop. */
  why?: string | undefined;
  /** `passed-through`: the next step of the same moment says it. */
  tell?: 'resident' | 'passed-through' | undefined;
}

/**
 * The only place where a referral's state changes: by a conditional update on the state and version that were read. The
 * step is appended, the next owner and the timer are set, and the resident is told.
 * @returns the row as it is now.
 * @throws Refusal `referral-state-changed` for an illegal step, and when somebody else was first; `not-allowed`.
 */
export async function takeStep(
  tx: Transaction,
  referral: Referral,
  name: ReferralStepName,
  actor: ReferralActor,
  { data = {}, reason, why = '', tell = 'resident' }: StepWish = {},
): Promise<Referral> {
  const rule = assertLegalStep(referral, name, actor.side);
  const validUntil = typeof data.validUntil === 'string' ? data.validUntil : referral.validUntil;
  const rules = rulesOf(referral.rulePack).referrals;
  const urgency = typeof data.urgency === 'string' ? data.urgency : referral.urgency;
  const dueAt = runsOutAt(rules, tx.day, tx.now, rule.timer, { urgency, validUntil }) ?? null;
  const ownerId = await ownerOf(tx, { ...referral, ...recipientIn(data) }, rule.next, 0);
  const ended = rule.next === 'nobody' ? { endedAt: tx.now, endReason: reason ?? 'completed' } : {};
  const now = await amend(tx, referral, { ...data, ...ended, status: rule.to, ownerId, dueAt, escalations: 0 });
  const inTime = referral.escalations === 0 && (referral.dueAt === null || tx.now <= referral.dueAt);
  await noteStep(tx, now, { from: referral.status, actor, reason, name, inTime });
  if (rule.next === 'nobody' && rule.to !== 'closed') await closeFollowUp(tx, now);
  const besides = actor.kind === 'resident' ? actor.id : undefined;
  if (tell === 'resident') await tellResident(tx, now, rule.tells, { why, besides });
  return now;
}

/** Changes a referral, within its state too, on the same condition; asks for its timer anew. */
export async function amend(
  tx: Transaction,
  referral: Referral,
  data: Prisma.ReferralUncheckedUpdateManyInput,
): Promise<Referral> {
  const { count } = await tx.prisma.referral.updateMany({
    where: { id: referral.id, status: referral.status, version: referral.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw refuse('referral-state-changed');
  const now = await tx.prisma.referral.findUniqueOrThrow({ where: { id: referral.id } });
  await requestTimer(tx, now);
  return now;
}

/** The first step of a new row, and every other: appended, audited. */
export async function noteStep(
  tx: Transaction,
  referral: Referral,
  step: {
    from: Referral['status'] | null;
    actor: ReferralActor;
    reason?: string | undefined;
    name: ReferralStepName;
    /** Of every step but the first: before its timer ran out. */
    inTime?: boolean;
  },
): Promise<void> {
  const { from, actor, reason, name, inTime = null } = step;
  await tx.prisma.referralStep.create({
    data: {
      id: tx.id(),
      referralId: referral.id,
      from,
      to: referral.status,
      at: tx.now,
      actorKind: actor.kind,
      actorId: actor.id ?? null,
      reason: reason ?? null,
      inTime,
    },
  });
  tx.audit({
    actor: { kind: actor.kind, id: actor.id },
    action: `referral.${name}`,
    subject: { kind: 'referral', id: referral.id },
    detail: { number: referral.number, side: actor.side, ...(actor.how ? { how: actor.how } : {}) },
  });
}

/** The key holds the version, so that each state has its own timer and an old one finds that it is over. */
export async function requestTimer(tx: Transaction, { id, version, dueAt }: Referral): Promise<void> {
  if (dueAt === null) return;
  await requestJob(
    tx,
    'referral.time-out',
    { referralId: id, version },
    { key: `referral.time-out/${id}/${version}`, dueAt },
  );
}

function recipientIn(data: Data): { toOrganisationId?: string } {
  return typeof data.toOrganisationId === 'string' ? { toOrganisationId: data.toOrganisationId } : {};
}
