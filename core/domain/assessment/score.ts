import type { AssessmentRules, BudgetRules, WeightSeries } from '../packs/assessment-rules.ts';
import type { Figure } from './figures.ts';
import { indicatorNamed } from './indicators.ts';

/** What an indicator brought of the points that it could. */
export interface Points {
  indicator: Figure['indicator'];
  weight: number;
  /** 0 to 1: how far the goal was reached. */
  reached: number;
}

export interface Score {
  /** 0 to 100. */
  score: number;
  points: Points[];
}

/**
 * The figures of a subject weighed by a series. What there was nothing to measure of counts neither way: the other weights
 * share its points.
 */
export function scoreOf(
  figures: readonly Figure[],
  series: WeightSeries,
  { goals }: Pick<AssessmentRules, 'goals'>,
): Score {
  const points = figures.flatMap(({ indicator, value }) => {
    const weight = series.weights[indicator];
    const goal = goals[indicator];
    if (weight === undefined || goal === undefined || value === undefined) return [];
    return [{ indicator, weight, reached: reachedOf(indicator, value, goal) }];
  });
  const whole = points.reduce((sum, { weight }) => sum + weight, 0);
  const got = points.reduce((sum, { weight, reached }) => sum + weight * reached, 0);
  return { score: whole === 0 ? 0 : (got / whole) * 100, points };
}

/** 专项补助 and 绩效部分, yuan (seed 000 四(一)1, seed 001 三). Computed for whoever decides; nothing is paid here. */
export function budgetOf(
  { paidShare, cityShare, yuanPerHead }: BudgetRules,
  of: { yearlyBudget: number; publicHealthBudget: number; residents: number; score: number },
): { paid: number; byScore: number; city: number; district: number } {
  return {
    paid: of.yearlyBudget * paidShare,
    byScore: (of.yearlyBudget * (1 - paidShare) * of.score) / 100,
    city: of.publicHealthBudget * cityShare,
    district: of.residents * yuanPerHead,
  };
}

function reachedOf(indicator: Figure['indicator'], value: number, goal: number): number {
  if (indicatorNamed(indicator).better === 'less') return Math.max(0, 1 - value / goal);
  return Math.min(1, value / goal);
}
