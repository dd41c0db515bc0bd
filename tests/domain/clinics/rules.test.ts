import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  collides,
  isExemptFromBlock,
  mayTakeReserved,
  runsOn,
  slotTimes,
  type WeeklyRule,
} from '#domain/clinics/rules.ts';
import { rulesOn } from '#domain/packs/current.ts';

const rules = rulesOn('2026-03-01').clinics;

const everyWorkingDay: WeeklyRule = {
  weekdays: [1, 2, 3, 4, 5],
  startTime: '18:00',
  endTime: '21:00',
  validFrom: '2026-01-01',
  validTo: null,
  followsWorkingCalendar: false,
};

describe('slots', () => {
  test('three hours of fifteen minutes are twelve slots', () => {
    const times = slotTimes('18:00', '21:00', 15);
    expect(times).toHaveLength(12);
    expect(times.at(0)).toBe('18:00');
    expect(times.at(-1)).toBe('20:45');
  });

  test('a rest shorter than a slot is not given out', () => {
    expect(slotTimes('18:00', '18:50', 20)).toEqual(['18:00', '18:20']);
  });

  test('no slot begins before the start or ends after the end, and none is left out', () => {
    const time = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(time, time, fc.integer({ min: 1, max: 120 }), (one, other, length) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const times = slotTimes(said(from), said(to), length);
        expect(times).toHaveLength(Math.floor((to - from) / length));
        for (const [index, slot] of times.entries()) expect(slot).toBe(said(from + index * length));
      }),
    );
  });
});

describe('a schedule', () => {
  const monday = { date: '2026-03-02', weekday: 1, isWorkingDay: true };

  test('runs on its weekdays, from its first to its last date', () => {
    const march = { ...everyWorkingDay, validFrom: '2026-03-02', validTo: '2026-03-31' };
    expect(runsOn(march, monday)).toBe(true);
    expect(runsOn(march, { ...monday, weekday: 7 })).toBe(false);
    expect(runsOn(march, { ...monday, date: '2026-03-01' })).toBe(false);
    expect(runsOn(march, { ...monday, date: '2026-04-01' })).toBe(false);
  });

  test('that does not follow the working calendar runs on a holiday', () => {
    expect(runsOn(everyWorkingDay, { ...monday, isWorkingDay: false })).toBe(true);
  });

  test('that follows the working calendar rests on a holiday', () => {
    expect(runsOn({ ...everyWorkingDay, followsWorkingCalendar: true }, { ...monday, isWorkingDay: false })).toBe(
      false,
    );
  });

  test('of every working day runs on a weekend that is worked instead, one of single weekdays does not', () => {
    const workedSaturday = { date: '2026-05-09', weekday: 6, isWorkingDay: true };
    const follows = { ...everyWorkingDay, followsWorkingCalendar: true };
    expect(runsOn(follows, workedSaturday)).toBe(true);
    expect(runsOn({ ...follows, weekdays: [2, 4] }, workedSaturday)).toBe(false);
    expect(runsOn(everyWorkingDay, workedSaturday)).toBe(false);
  });

  test('collides with another one only when weekday, hours and term all meet', () => {
    const elsewhere = { ...everyWorkingDay, weekdays: [5, 6], startTime: '20:30', endTime: '22:00' };
    expect(collides(everyWorkingDay, elsewhere)).toBe(true);
    expect(collides(everyWorkingDay, { ...elsewhere, weekdays: [6, 7] })).toBe(false);
    expect(collides(everyWorkingDay, { ...elsewhere, startTime: '21:00' })).toBe(false);
    expect(collides({ ...everyWorkingDay, validTo: '2026-05-31' }, { ...elsewhere, validFrom: '2026-06-01' })).toBe(
      false,
    );
  });
});

describe('people', () => {
  const adult = { age: 40, tags: [], hasActiveContract: false };

  test('with an active contract or of a priority group may take a kept place', () => {
    expect(mayTakeReserved(adult, rules)).toBe(false);
    expect(mayTakeReserved({ ...adult, hasActiveContract: true }, rules)).toBe(true);
    for (const tag of rules.priorityTags) expect(mayTakeReserved({ ...adult, tags: [tag] }, rules)).toBe(true);
  });

  test('of 75 and more, pregnant or disabled are never closed out', () => {
    expect(isExemptFromBlock(adult, rules)).toBe(false);
    expect(isExemptFromBlock({ ...adult, age: 74 }, rules)).toBe(false);
    expect(isExemptFromBlock({ ...adult, age: 75 }, rules)).toBe(true);
    expect(isExemptFromBlock({ ...adult, tags: ['孕产妇'] }, rules)).toBe(true);
    expect(isExemptFromBlock({ ...adult, tags: ['残疾人'] }, rules)).toBe(true);
  });
});

function said(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
