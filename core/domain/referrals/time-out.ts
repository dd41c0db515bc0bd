import type { Referral } from '#prisma/generated/sqlite/client.ts';
import { closeCards } from '../notices/cards.ts';
import { rulesOf } from '../packs/current.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import type { Transaction } from '../transaction.ts';
import { referralCardsOf, sendCall, sendOverdueCards, tellSide } from './cards.ts';
import { answerers } from './owner.ts';
import { ruleOf, type NextOwner, type Timer } from './rules.ts';
import { amend, referralToChange, takeStep, theSystem } from './step.ts';
import { runsOutAt } from './timers.ts';

/** After the district nobody is above; it is reminded again each time. */
const highest = 3;

/**
 * A referral's time has run out: a consent that was not given and an acceptance that nobody came for lapse; what waits
 * for staff goes to the next who may answer (domain.md §4: the desk, its head, the district).
 * @param version for which the timer was set; another one has its own.
 */
export async function timeOut(
  tx: Transaction,
  { referralId, version }: { referralId: string; version: number },
): Promise<'lapsed' | 'escalated' | 'nothing'> {
  const referral = await referralToChange(tx, referralId);
  if (referral.version !== version || referral.dueAt === null || referral.dueAt > tx.now) return 'nothing';
  switch (referral.status) {
    case 'reviewing':
    case 'accepted':
      await lapse(tx, referral);
      return 'lapsed';
    case 'requested':
      await escalate(tx, referral, 'sender', 'review');
      return 'escalated';
    case 'returned':
      await escalate(tx, referral, 'sender', 'close');
      return 'escalated';
    case 'sent':
      await escalate(tx, referral, 'recipient', 'answer');
      return 'escalated';
    case 'attended':
      await escalate(tx, referral, 'recipient', 'return');
      return 'escalated';
    default:
      return 'nothing';
  }
}

async function lapse(tx: Transaction, referral: Referral): Promise<void> {
  const reason = referral.status === 'reviewing' ? 'no-consent' : 'not-attended';
  const lapsed = await takeStep(tx, referral, 'lapse', theSystem, { reason });
  await closeCards(tx, referralCardsOf(referral.id), '已过期');
  await tellSide(tx, lapsed, 'sender', reason === 'no-consent' ? '居民没有同意，已过期' : '居民没有去，已过期');
}

async function escalate(
  tx: Transaction,
  referral: Referral,
  side: Extract<NextOwner, 'sender' | 'recipient'>,
  timer: Timer,
): Promise<void> {
  const { referrals } = rulesOf(referral.rulePack);
  const before = referral.ownerId && (await tx.prisma.staff.findUnique({ where: { id: referral.ownerId } }));
  const escalations = Math.min(highest, referral.escalations + 1);
  const [ownerId] = await answerers(tx, referral, side, escalations);
  const dueAt = runsOutAt(referrals, tx.day, tx.now, timer, referral) ?? null;
  const passed = await amend(tx, referral, { escalations, ownerId: ownerId ?? referral.ownerId, dueAt });
  await sendOverdueCards(tx, passed, { side, who: before ? before.name : '对方' });
  tx.audit({
    actor: { kind: 'system' },
    action: 'referral.escalated',
    subject: { kind: 'referral', id: referral.id },
    detail: { number: referral.number, to: passed.ownerId, timer },
  });
}

/** An urgent one is still without an answer: somebody calls, with the number in hand. */
export async function callRecipient(tx: Transaction, referralId: string): Promise<'asked' | 'answered'> {
  const referral = await referralToChange(tx, referralId);
  if (referral.status !== ruleOf('send').to) return 'answered';
  const [ownerId] = await answerers(tx, referral, 'sender', 0);
  await askStaffTask(tx, {
    kind: 'phone',
    key: `referral.urgent/${referral.id}`,
    reason: 'referral-urgent',
    residentId: referral.residentId,
    subject: { kind: 'referral', id: referral.id },
    ownerId,
    dueAt: referral.dueAt ?? undefined,
  });
  await sendCall(tx, referral);
  return 'asked';
}
