import { describe, expect, test } from 'vitest';
import { allNotices } from '#domain/notices/all.ts';
import { rulesOn } from '#domain/packs/current.ts';

const ours = allNotices.filter(({ name }) => /^(?:appointment|waitlist|work)\./.test(name));

/** Departments and groups of patients: what a stranger must not read on a locked screen. */
const telling = [
  '心血管',
  '内分泌',
  '精神',
  '妇',
  '科',
  '孕',
  '糖尿病',
  '高血压',
  ...rulesOn('2026-03-01').clinics.noShowExemptTags,
];

test('every notice about clinics is in the catalogue, with a title for operators', () => {
  expect(ours.map(({ name }) => name).sort()).toEqual([
    'appointment.booked',
    'appointment.called',
    'appointment.cancelled',
    'appointment.doctor-changed',
    'appointment.missed',
    'appointment.moved',
    'appointment.reminder',
    'appointment.session-closed',
    'waitlist.ended',
    'waitlist.lapsed',
    'waitlist.offered',
    'work.digest',
  ]);
  for (const { title } of ours) expect(title).toBeTruthy();
});

describe.each(ours.map((notice) => [notice.name, notice] as const))('%s', (_, { preview, purpose }) => {
  test('fits into one message of plain words', () => {
    expect(preview.text.length).toBeLessThanOrEqual(600);
    expect(preview.text).toMatch(/您|请/u);
    expect(preview.text).not.toMatch(/[*_#`]|undefined|null/u);
  });

  test('shows nothing of somebody’s health on a locked screen, in fields that WeChat takes', () => {
    if (purpose === 'work') return expect(preview.fields).toBeUndefined();
    for (const value of Object.values(preview.fields ?? { none: '' })) {
      expect([...value].length).toBeGreaterThan(0);
      expect([...value].length).toBeLessThanOrEqual(20);
      expect(value).not.toMatch(/\n/u);
      for (const word of telling) expect(value).not.toContain(word);
    }
  });
});

test('only reminders can be switched off: what was asked for is always told', () => {
  expect(ours.filter(({ switchLabel }) => switchLabel !== undefined).map(({ name }) => name)).toEqual([
    'appointment.reminder',
  ]);
});
