import { describe, expect, test } from 'vitest';
import { rulesOn } from '#domain/packs/current.ts';
import { Refusal } from '#domain/refusal.ts';
import {
  catalogueMatch,
  criteriaOf,
  entryByCode,
  routeReasons,
  skipsLevel,
  urgencyOf,
  type RouteFacts,
} from '#domain/referrals/route.ts';
import { runsOutAt, phoneTaskAt } from '#domain/referrals/timers.ts';
import { districtDay } from '#kit/day.ts';

const { referrals: rules } = rulesOn('2026-03-01');
const day = districtDay('Asia/Shanghai');

describe('the four catalogues decide the route', () => {
  test.each([
    ['感冒了想去大医院', 'centre-first', 'J06.9'],
    ['我血压高，要转院', 'centre-first', 'I10'],
    ['查出胆结石要开刀', 'district', 'K80.2'],
    ['孕期血糖高', 'district', 'O24.4'],
    ['脑梗塞', 'within-region', 'I63.9'],
    ['中风后遗症要做康复', 'centre-first', 'I69.3'],
    ['孩子白血病', 'outside-region', 'C91.0'],
    ['I21.9', 'within-region', 'I21.9'],
    ['膽結石', 'district', 'K80.2'],
  ])('%s: %s, %s', (words, kind, code) => {
    expect(catalogueMatch(rules, words)).toMatchObject({ kind, entry: { code } });
  });

  test('what no catalogue holds is left to the doctor', () => {
    expect(catalogueMatch(rules, '想换个环境')).toBeUndefined();
  });

  test('every checklist is of a disease of a catalogue, and each has a way up and a way down', () => {
    for (const { code, up, down } of rules.criteria) {
      expect(entryByCode(rules, code), code).toBeDefined();
      expect(up.length, code).toBeGreaterThan(0);
      expect(down.length, code).toBeGreaterThan(0);
    }
    expect(criteriaOf(rules, 'I10')?.up.map(({ code }) => code)).toContain('I10.up.6');
  });

  test('the fastest of what was ticked says how fast it goes', () => {
    expect(urgencyOf(rules, ['I10.up.1'])).toBe('routine');
    expect(urgencyOf(rules, ['I10.up.1', 'I10.up.6'])).toBe('urgent');
    expect(urgencyOf(rules, ['I10.up.6', 'I10.up.7'])).toBe('emergency');
  });
});

describe('3-2-1: one step at a time', () => {
  const facts: RouteFacts = {
    fromLevel: 1,
    toLevel: 3,
    isTwin: false,
    urgency: 'routine',
    catalogue: 'centre-first',
    reason: undefined,
  };
  const codeOf = (more: Partial<RouteFacts>) => {
    try {
      return routeReasons(rules, { ...facts, ...more });
    } catch (error) {
      return error instanceof Refusal ? error.code : error;
    }
  };

  test('from a centre to a district hospital no step is skipped', () => {
    expect(skipsLevel(rules, { ...facts, toLevel: 2 })).toBe(false);
    expect(codeOf({ toLevel: 2, isTwin: true })).toEqual({ skipReason: null, otherReason: null });
  });

  test('a skipped step needs a reason', () => {
    expect(codeOf({})).toBe('referral-skips-level');
    expect(codeOf({ reason: 'continuing-care' })).toEqual({
      skipReason: 'continuing-care',
      otherReason: 'continuing-care',
    });
  });

  test('the twin, the catalogue and an emergency are reasons that the rules find themselves', () => {
    expect(codeOf({ isTwin: true })).toEqual({ skipReason: 'twin', otherReason: null });
    expect(codeOf({ isTwin: true, catalogue: 'within-region' })).toEqual({
      skipReason: 'catalogue',
      otherReason: null,
    });
    expect(codeOf({ urgency: 'emergency' })).toEqual({ skipReason: 'emergency', otherReason: 'emergency' });
  });

  test('a referral goes to the twin unless a reason is given', () => {
    expect(codeOf({ toLevel: 2 })).toBe('referral-not-twin');
    expect(codeOf({ toLevel: 2, reason: 'twin' })).toBe('referral-not-twin');
    expect(codeOf({ toLevel: 2, reason: 'no-department' })).toEqual({ skipReason: null, otherReason: 'no-department' });
  });

  test('who stands on no step of the ladder skips none', () => {
    expect(skipsLevel(rules, { ...facts, toLevel: null })).toBe(false);
  });
});

describe('timers', () => {
  const out = (timer: Parameters<typeof runsOutAt>[3], now: string, urgency: 'routine' | 'urgent' = 'routine') =>
    runsOutAt(rules, day, new Date(now), timer, { urgency, validUntil: '2026-03-10' })?.toISOString();

  test('a routine answer has 24 hours of working days: Friday afternoon lasts until Monday afternoon', () => {
    expect(out('answer', '2026-03-06T17:00:00+08:00')).toBe('2026-03-09T09:00:00.000Z');
    expect(out('answer', '2026-03-03T10:00:00+08:00')).toBe('2026-03-04T02:00:00.000Z');
  });

  test('over the Spring Festival it waits for the first worked day', () => {
    expect(out('answer', '2026-02-14T17:00:00+08:00')).toBe('2026-02-24T09:00:00.000Z');
  });

  test('an urgent answer has two hours, day and night, and half an hour until somebody calls', () => {
    expect(out('answer', '2026-02-16T23:00:00+08:00', 'urgent')).toBe('2026-02-16T17:00:00.000Z');
    const sentAt = new Date('2026-02-16T15:00:00Z');
    expect(phoneTaskAt(rules, sentAt, 'urgent')?.toISOString()).toBe('2026-02-16T15:30:00.000Z');
    expect(phoneTaskAt(rules, sentAt, 'emergency')).toEqual(sentAt);
    expect(phoneTaskAt(rules, sentAt, 'routine')).toBeUndefined();
  });

  test('a doctor answers a request within a working day, an acceptance holds through its last day', () => {
    expect(out('review', '2026-03-06T17:00:00+08:00')).toBe('2026-03-09T09:00:00.000Z');
    expect(out('validity', '2026-03-06T17:00:00+08:00')).toBe('2026-03-10T16:00:00.000Z');
    expect(out('consent', '2026-03-06T17:00:00+08:00')).toBe('2026-03-13T09:00:00.000Z');
    expect(out('none', '2026-03-06T17:00:00+08:00')).toBeUndefined();
  });
});
