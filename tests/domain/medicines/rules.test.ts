import { describe, expect, test } from 'vitest';
import {
  amountsOf,
  askOn,
  daysLeft,
  refillObstacle,
  runsOutAfter,
  type Listed,
  type RefillFacts,
} from '#domain/medicines/rules.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { districtDay } from '#kit/day.ts';

const day = districtDay('Asia/Shanghai');
const rules = rulesOn('2026-03-02').medicines;
const essential: Listed = { status: 'stocked', essential: true, longTerm: true, supplierId: null };
const facts: RefillFacts = {
  today: '2026-03-02',
  medicine: essential,
  hasContract: false,
  seenOn: '2026-02-11',
  runsOutOn: '2026-03-08',
  isStable: false,
};

describe('a refill', () => {
  test.each<[string, Partial<RefillFacts>, object | undefined]>([
    ['is had of an essential medicine, after a visit, with six days left', {}, undefined],
    ['is had by who has never had it', { runsOutOn: undefined }, undefined],
    ['is had by whose medicine ran out', { runsOutOn: '2026-02-20' }, undefined],
    ['is had on the 90th day after the visit', { seenOn: '2025-12-02' }, undefined],
    ['needs a visit on the 91st day', { seenOn: '2025-12-01' }, { why: 'needs-visit', withinDays: 90 }],
    ['needs a visit of who was never seen', { seenOn: undefined }, { why: 'needs-visit', withinDays: 90 }],
    [
      'of a non-essential medicine needs a contract',
      { medicine: { ...essential, essential: false } },
      { why: 'needs-contract' },
    ],
    [
      'of a non-essential medicine is had with a contract',
      { medicine: { ...essential, essential: false }, hasContract: true },
      undefined,
    ],
    ['is had with ten days left', { runsOutOn: '2026-03-12' }, undefined],
    [
      'waits while there are eleven days left',
      { runsOutOn: '2026-03-13' },
      { why: 'enough-left', daysLeft: 11, from: '2026-03-03' },
    ],
    [
      'is not had of what is out of stock',
      { medicine: { ...essential, status: 'out_of_stock' } },
      { why: 'out-of-stock' },
    ],
    ['is not had of what is only proposed', { medicine: { ...essential, status: 'proposed' } }, { why: 'not-on-list' }],
    ['is not had of what is off the list', { medicine: { ...essential, status: 'withdrawn' } }, { why: 'not-on-list' }],
  ])('%s', (_name, more, expected) => {
    expect(refillObstacle({ ...facts, ...more }, rules, day)).toEqual(expected);
  });

  test.each<[string, Partial<RefillFacts>, number[]]>([
    ['a week of what is not taken for long', { medicine: { ...essential, longTerm: false } }, [7]],
    ['four weeks of what is', {}, [28]],
    ['no 长处方 without a contract', { isStable: true }, [28]],
    ['no 长处方 while the disease is not stable', { hasContract: true }, [28]],
    ['four or twelve weeks of who has a contract and is stable', { hasContract: true, isStable: true }, [28, 84]],
    [
      'never twelve weeks of what is not taken for long',
      { hasContract: true, isStable: true, medicine: { ...essential, longTerm: false } },
      [7],
    ],
  ])('is for %s', (_name, more, expected) => {
    expect(amountsOf({ ...facts, ...more }, rules).map(({ days }) => days)).toEqual(expected);
  });
});

describe('what was collected', () => {
  test('lasts its days from today, on top of what is left; what ran out adds nothing', () => {
    const collected = { collectedOn: '2026-03-02', days: 28 };
    expect(runsOutAfter({ ...collected, before: undefined }, day)).toBe('2026-03-30');
    expect(runsOutAfter({ ...collected, before: '2026-03-08' }, day)).toBe('2026-04-05');
    expect(runsOutAfter({ ...collected, before: '2026-02-20' }, day)).toBe('2026-03-30');
  });

  test('is told as days left, never fewer than none', () => {
    expect(daysLeft('2026-03-08', '2026-03-02', day)).toBe(6);
    expect(daysLeft('2026-03-02', '2026-03-02', day)).toBe(0);
    expect(daysLeft('2026-02-20', '2026-03-02', day)).toBe(0);
  });

  test.each<[string, Partial<Listed>, string, string | undefined]>([
    ['five days before it runs out', {}, '2026-03-30', '2026-03-25'],
    ['ten days before, when a hospital supplies it', { supplierId: 'hospital' }, '2026-03-30', '2026-03-20'],
    ['on the next day, when it is for less', {}, '2026-03-05', '2026-03-03'],
    ['never, when it is not taken for long', { longTerm: false }, '2026-03-09', undefined],
  ])('is asked about %s', (_name, more, runsOutOn, expected) => {
    const medicine = { ...essential, ...more };
    expect(askOn({ runsOutOn, collectedOn: '2026-03-02', medicine }, rules, day)).toBe(expected);
  });
});
