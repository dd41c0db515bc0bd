import { describe, expect, test } from 'vitest';
import { refusalOf } from '#domain/contracts/refusal-of.ts';
import { Refusal } from '#domain/refusal.ts';
import {
  assertLegalStep,
  endedStatuses,
  isLegalPair,
  legalPairs,
  openStatuses,
  referralSteps,
  residentWords,
  ruleOf,
  type Before,
  type ReferralStepName,
  type Side,
} from '#domain/referrals/rules.ts';
import { ReferralStatus } from '#prisma/generated/sqlite/enums.ts';

const statuses = Object.values(ReferralStatus);
const befores: readonly Before[] = ['none', ...statuses];
const sides: readonly Side[] = ['resident', 'sender', 'recipient', 'system'];
const names = Object.keys(referralSteps).filter((name): name is ReferralStepName => name in referralSteps);
const refusedWith = async (work: () => void) => {
  const refusal = await refusalOf(Promise.resolve().then(work));
  return refusal instanceof Refusal ? refusal.code : 'allowed';
};

describe('the states of a referral', () => {
  test('the way up and its exits are these, and no others', () => {
    expect(legalPairs.map(([from, to]) => `${from} → ${to}`)).toEqual([
      'none → requested',
      'none → reviewing',
      'requested → reviewing',
      'reviewing → sent',
      'sent → accepted',
      'accepted → attended',
      'sent → attended',
      'attended → returned',
      'returned → closed',
      'requested → declined',
      'reviewing → declined',
      'sent → declined',
      'sent → forwarded',
      'requested → withdrawn',
      'reviewing → withdrawn',
      'sent → withdrawn',
      'accepted → withdrawn',
      'reviewing → lapsed',
      'accepted → lapsed',
    ]);
  });

  const pairs = befores.flatMap((from) => statuses.map((to) => ({ from, to })));
  const illegal = pairs.filter(({ from, to }) => !isLegalPair(from, to));
  test(`each of the ${illegal.length} illegal pairs is refused, whoever asks and however urgent it is`, async () => {
    expect(illegal).toHaveLength(befores.length * statuses.length - legalPairs.length);
    for (const { from, to } of illegal)
      for (const name of names.filter((one) => ruleOf(one).to === to))
        for (const side of sides)
          for (const urgency of ['routine', 'urgent', 'emergency'])
            expect(
              await refusedWith(() => assertLegalStep({ status: from, urgency }, name, side)),
              `${from} → ${to} by ${side}`,
            ).toBe('referral-state-changed');
  });

  test('a legal step is refused to every side that may not make it', async () => {
    for (const name of names) {
      const rule = ruleOf(name);
      const urgency = rule.when ?? 'routine';
      for (const status of rule.from)
        for (const side of sides)
          expect(await refusedWith(() => assertLegalStep({ status, urgency }, name, side)), `${name} by ${side}`).toBe(
            rule.by.includes(side) ? 'allowed' : 'not-allowed',
          );
    }
  });

  test('nobody is seen without an appointment but who is in danger', async () => {
    const at = (urgency: string) =>
      refusedWith(() => assertLegalStep({ status: 'sent', urgency }, 'attend-at-once', 'recipient'));
    expect(await at('emergency')).toBe('allowed');
    expect(await at('urgent')).toBe('referral-state-changed');
    expect(await at('routine')).toBe('referral-state-changed');
  });

  test('from a state that has ended no step leads anywhere', () => {
    for (const from of endedStatuses) expect(legalPairs.filter(([before]) => before === from)).toEqual([]);
    expect([...endedStatuses, ...openStatuses].sort()).toEqual([...statuses].sort());
  });

  test('each transition has an actor, a timer, a next owner and a text to the resident', () => {
    for (const name of names) {
      const { by, timer, next, tells, to } = ruleOf(name);
      expect(by.length, name).toBeGreaterThan(0);
      expect(residentWords, name).toContain(tells);
      const ended = endedStatuses.some((status) => status === to);
      // Whatever is not over is somebody's, until a time.
      expect(next === 'nobody', name).toBe(ended);
      expect(timer === 'none', name).toBe(ended);
    }
  });

  test('every text to the resident belongs to a step', () => {
    expect(residentWords.filter((word) => !names.some((name) => ruleOf(name).tells === word))).toEqual([]);
  });
});
