import { expect, test } from 'vitest';
import type { Figure } from '#domain/assessment/figures.ts';
import { budgetOf, scoreOf } from '#domain/assessment/score.ts';
import { allPacks } from '#domain/packs/all.ts';
import { zhuhaiXiangzhou202601 } from '#domain/packs/zhuhai-xiangzhou-2026-01.ts';

const figure = (indicator: Figure['indicator'], value: number | undefined): Figure => ({
  indicator,
  value,
  ...{ part: 0, whole: 0, rows: 0 },
});
const series = { id: 's', name: '试算', weights: { 'follow-ups.done': 60, 'referrals.skipped': 40 } } as const;
const goals = { 'follow-ups.done': 0.9, 'referrals.skipped': 0.2 } as const;

test('a goal that is reached brings all its points, and more brings no more', () => {
  expect(scoreOf([figure('follow-ups.done', 0.9), figure('referrals.skipped', 0)], series, { goals }).score).toBe(100);
  expect(scoreOf([figure('follow-ups.done', 1), figure('referrals.skipped', 0)], series, { goals }).score).toBe(100);
});

test('half of a goal brings half; of what is better less, the limit brings nothing', () => {
  expect(scoreOf([figure('follow-ups.done', 0.45), figure('referrals.skipped', 0)], series, { goals }).score).toBe(70);
  expect(scoreOf([figure('follow-ups.done', 0.9), figure('referrals.skipped', 0.3)], series, { goals }).score).toBe(60);
});

test('where there was nothing to measure, the others share the points', () => {
  const { score, points } = scoreOf([figure('follow-ups.done', 0.45), figure('referrals.skipped', undefined)], series, {
    goals,
  });
  expect(score).toBe(50);
  expect(points).toHaveLength(1);
});

test('every series of every pack adds up to 100, and each of its indicators has a goal (seed 004 三(二)1)', () => {
  for (const { assessment } of allPacks)
    for (const { weights, name } of assessment.series) {
      expect(
        Object.values(weights).reduce((sum, weight) => sum + weight, 0),
        name,
      ).toBe(100);
      expect(
        Object.keys(weights).filter((indicator) => !(indicator in assessment.goals)),
        name,
      ).toEqual([]);
    }
});

test('60% is paid through the year and 40% by the score; 12% and 3 yuan a head are computed (seeds 000, 001)', () => {
  const of = { yearlyBudget: 1_000_000, publicHealthBudget: 500_000, residents: 20_000, score: 90 };
  expect(budgetOf(zhuhaiXiangzhou202601.assessment.budget, of)).toEqual({
    paid: 600_000,
    byScore: 360_000,
    city: 60_000,
    district: 60_000,
  });
});
