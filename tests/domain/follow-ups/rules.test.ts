import { describe, expect, test } from 'vitest';
import {
  classOfGlucose,
  classOfPressure,
  classOfVisit,
  dueAfter,
  type Findings,
  missingFor,
  seriesWindows,
  windowAfter,
} from '#domain/follow-ups/rules.ts';
import { type Stepped, stepsOf } from '#domain/follow-ups/steps.ts';
import { rulesOn } from '#domain/packs/current.ts';
import type { PlanKind, VisitClass } from '#domain/packs/follow-up-rules.ts';

const rules = rulesOn('2026-03-01').followUps;

describe('the class of a pressure', () => {
  test.each<[string, number, 'controlled' | 'high' | 'danger']>([
    ['139/89', 64, 'controlled'],
    ['140/89', 64, 'high'],
    ['139/90', 64, 'high'],
    ['140/89', 65, 'controlled'],
    ['149/89', 65, 'controlled'],
    ['150/89', 65, 'high'],
    ['149/90', 65, 'high'],
    ['179/109', 40, 'high'],
    ['180/80', 40, 'danger'],
    ['120/110', 90, 'danger'],
  ])('%s at %i years is %s', (said, age, expected) => {
    const [systolic = 0, diastolic = 0] = said.split('/').map(Number);
    expect(classOfPressure({ systolic, diastolic }, age, rules.pressure)).toBe(expected);
  });
});

describe('the class of a glucose', () => {
  test.each<[number, 'fasting' | 'after-meal', string]>([
    [6.9, 'fasting', 'controlled'],
    [7, 'fasting', 'high'],
    [9.9, 'after-meal', 'controlled'],
    [10, 'after-meal', 'high'],
    [16.6, 'after-meal', 'high'],
    [16.7, 'after-meal', 'danger'],
    [4, 'fasting', 'controlled'],
    [3.9, 'fasting', 'danger-low'],
  ])('%d %s is %s', (value, when, expected) => {
    expect(classOfGlucose({ value, when }, rules.glucose)).toBe(expected);
  });
});

const high: Findings = { pressure: { systolic: 160, diastolic: 95 } };
const good: Findings = { pressure: { systolic: 130, diastolic: 80 } };
const sweet: Findings = { glucose: { value: 8.2, when: 'fasting' } };

describe('the class of a visit', () => {
  test.each<[PlanKind, Findings, VisitClass | undefined, VisitClass]>([
    ['hypertension', good, 'again-not-controlled', 'controlled'],
    ['hypertension', high, undefined, 'first-not-controlled'],
    ['hypertension', high, 'controlled', 'first-not-controlled'],
    ['hypertension', high, 'first-not-controlled', 'again-not-controlled'],
    ['hypertension', high, 'again-not-controlled', 'again-not-controlled'],
    ['hypertension', high, 'danger', 'again-not-controlled'],
    ['hypertension', { ...good, adverse: true }, 'controlled', 'first-not-controlled'],
    ['hypertension', { pressure: { systolic: 182, diastolic: 80 } }, 'controlled', 'danger'],
    ['diabetes', { glucose: { value: 6.1, when: 'fasting' } }, undefined, 'controlled'],
    ['diabetes', sweet, undefined, 'first-not-controlled'],
    ['diabetes', sweet, 'first-not-controlled', 'again-not-controlled'],
    ['diabetes', { glucose: { value: 3.5, when: 'fasting' } }, undefined, 'danger'],
    [
      'diabetes',
      { glucose: { value: 6.1, when: 'fasting' }, pressure: { systolic: 150, diastolic: 112 } },
      undefined,
      'danger',
    ],
    ['mental-disorder', { risk: 0 }, undefined, 'stable'],
    ['mental-disorder', { risk: 2 }, undefined, 'basically-stable'],
    ['mental-disorder', { risk: 3 }, undefined, 'unstable'],
    ['tuberculosis', { adverse: true }, undefined, 'adverse'],
    ['tuberculosis', {}, undefined, 'regular'],
    ['elder', {}, undefined, 'seen'],
  ])('%s with %j after %s is %s', (kind, findings, previous, expected) => {
    expect(classOfVisit(kind, findings, { age: 60, previous, rules })).toBe(expected);
  });

  test('is not guessed from nothing', () => {
    expect(missingFor('hypertension', sweet)).toBe('pressure');
    expect(missingFor('diabetes', high)).toBe('glucose');
    expect(missingFor('mental-disorder', {})).toBe('risk');
    expect(missingFor('child', {})).toBeUndefined();
    expect(() => classOfVisit('hypertension', {}, { age: 60, previous: undefined, rules })).toThrow(RangeError);
  });
});

describe('the next visit', () => {
  const after = (kind: PlanKind, found: VisitClass, heldOn = '2026-03-02', anchorOn = '2026-01-01') => {
    const due = dueAfter(rules.plans[kind], { class: found, heldOn, anchorOn });
    return due && [windowAfter(heldOn, due).dueOn, due.advice ?? ''].join(' ').trim();
  };

  test.each<[PlanKind, VisitClass, string | undefined]>([
    ['hypertension', 'controlled', '2026-06-02'],
    ['hypertension', 'first-not-controlled', '2026-03-16'],
    ['hypertension', 'again-not-controlled', '2026-03-16 refer'],
    ['hypertension', 'danger', '2026-03-16 refer-now'],
    ['diabetes', 'controlled', '2026-06-02'],
    ['diabetes', 'first-not-controlled', '2026-03-16'],
    ['diabetes', 'again-not-controlled', '2026-03-16 refer'],
    ['elder', 'seen', '2027-03-02'],
    ['mental-disorder', 'stable', '2026-06-02'],
    ['mental-disorder', 'basically-stable', '2026-03-16'],
    ['mental-disorder', 'unstable', '2026-03-16 refer-now'],
    ['after-referral', 'seen', undefined],
    ['high-risk-pressure', 'seen', '2026-09-02'],
    ['high-risk-glucose', 'seen', '2027-03-02'],
  ])('%s, %s: %s', (kind, found, expected) => {
    expect(after(kind, found)).toBe(expected);
  });

  test('of tuberculosis is in ten days for two months, then monthly', () => {
    expect(after('tuberculosis', 'regular', '2026-02-28')).toBe('2026-03-10');
    expect(after('tuberculosis', 'regular', '2026-03-01')).toBe('2026-04-01');
    expect(after('tuberculosis', 'adverse')).toBe('2026-03-16 refer-now');
  });

  test('three months after 30 November is the last of February', () => {
    expect(windowAfter('2026-11-30', { milestone: 'quarter', months: 3, openDays: 14 })).toEqual({
      milestone: 'quarter',
      dueFrom: '2027-02-14',
      dueOn: '2027-02-28',
      dueTo: '2027-02-28',
    });
  });

  test('opens no earlier than the visit before', () => {
    expect(windowAfter('2026-03-02', { milestone: 'x', days: 3, openDays: 7 }).dueFrom).toBe('2026-03-02');
  });
});

test('a pregnancy’s visits lie in their weeks: 16+0 to 20+6 and so on', () => {
  const windows = seriesWindows(rules.plans.pregnancy.milestones ?? [], { anchorOn: '2026-01-01' });
  expect(windows.map(({ milestone, dueFrom, dueTo }) => `${milestone} ${dueFrom} ${dueTo}`)).toEqual([
    'weeks-6-12 2026-02-12 2026-04-01',
    'weeks-16-20 2026-04-23 2026-05-27',
    'weeks-21-24 2026-05-28 2026-06-24',
    'weeks-28-36 2026-07-16 2026-09-16',
    'weeks-37-40 2026-09-17 2026-10-14',
  ]);
});

test('the visit at home counts from the discharge, the others from the birth', () => {
  const [first, second] = seriesWindows(rules.plans.postnatal.milestones ?? [], {
    anchorOn: '2026-03-01',
    dischargedOn: '2026-03-06',
  });
  expect([first?.dueFrom, first?.dueTo, second?.dueOn]).toEqual(['2026-03-06', '2026-03-13', '2026-04-12']);
});

describe('the steps of a task', () => {
  const task: Stepped = {
    dueOn: '2026-03-10',
    dueTo: '2026-03-10',
    agreedOn: null,
    saidDoneOn: null,
    escalated: false,
    reminds: true,
    ofSeries: false,
  };
  const said = (other: Partial<Stepped>) =>
    stepsOf({ ...task, ...other }, rules)
      .map(({ step, on }) => `${step} ${on.slice(5)}`)
      .join(', ');

  test('three days before, on the day, three days after, seven days overdue to the leader', () => {
    expect(said({})).toBe('remind-before 03-07, remind-on 03-10, remind-after 03-13, escalate 03-17');
  });

  test('an agreed day is the one that counts', () => {
    expect(said({ agreedOn: '2026-03-20' })).toBe(
      'remind-before 03-17, remind-on 03-20, remind-after 03-23, escalate 03-27',
    );
  });

  test('within a window it is overdue when the window has closed', () => {
    expect(said({ dueTo: '2026-03-30', ofSeries: true })).toBe(
      'remind-before 03-07, remind-on 03-10, remind-after 03-13, escalate 04-06, miss 05-06',
    );
  });

  test('who says that they have been is not reminded, nor who is followed up by staff alone', () => {
    expect(said({ saidDoneOn: '2026-03-08' })).toBe('escalate 03-17');
    expect(said({ reminds: false })).toBe('escalate 03-17');
    expect(said({ reminds: false, escalated: true })).toBe('');
  });
});
