import { describe, expect, test } from 'vitest';
import { rulesOn } from '#domain/packs/current.ts';
import { catalogueKinds, routeReasonCodes } from '#domain/packs/referral-rules.ts';

const { referrals, sources, unsure } = rulesOn('2026-03-01');

/** The paths of everything that is no object: numbers, texts and lists. */
function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}
const covers = (listed: string, path: string) => path === listed || path.startsWith(`${listed}.`);

describe('the rules of referral', () => {
  test('each leaf has its source', () => {
    const bare = leaves(referrals, 'referrals').filter(
      (path) => !Object.keys(sources).some((one) => covers(one, path)),
    );
    expect(bare).toEqual([]);
  });

  test('what a person must check is listed, and is there', () => {
    const listed = unsure.filter((path) => path.startsWith('referrals.'));
    expect(listed).toContain('referrals.catalogues');
    for (const path of listed)
      expect(
        leaves(referrals, 'referrals').some((leaf) => covers(path, leaf)),
        path,
      ).toBe(true);
  });

  test('the timers are those of domain.md §4', () => {
    expect(referrals.timers).toMatchObject({
      answerWithinHours: 24,
      urgentAnswerWithinHours: 2,
      urgentPhoneTaskAfterMinutes: 30,
      followUpWithinDays: 14,
    });
  });

  test('four catalogues with versions; no code stands in two of them, and each entry has a department', () => {
    const entries = catalogueKinds.flatMap((kind) => referrals.catalogues[kind].entries);
    const codes = entries.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, name, department } of entries) {
      expect(code).toMatch(/^[A-Z]\d{2}(?:\.\d)?$/);
      expect(name).not.toBe('');
      expect(department).not.toBe('');
    }
    expect(catalogueKinds.map((kind) => referrals.catalogues[kind].name)).toEqual([
      '基层首诊疾病目录',
      '区域就诊疾病目录',
      '区域内转诊疾病目录',
      '区域外转诊标准',
    ]);
  });

  test('each kind of insurance knows its filing, and each state of filing what to do', () => {
    for (const { filing } of referrals.insurance)
      for (const state of Object.values(filing)) expect(referrals.filing[state].whatToDo).not.toBe('');
    expect(referrals.reasons.map(({ code }) => code)).toEqual([...routeReasonCodes]);
  });
});
