import type { EncounterMode } from '#prisma/generated/sqlite/enums.ts';
import type { IndicatorName } from '../assessment/indicator.ts';

/** 绩效考核 (domain.md §8; seed 000 四(三), seed 004 三(二)1). */
export interface AssessmentRules {
  /** What a full mark asks for: of a share between 0 and 1; of what is better less, the most that still gives points. */
  goals: Readonly<Partial<Record<IndicatorName, number>>>;
  /** 权重系列: the same figures weighed for different ends (seed 004 三(二)1). Each sums up to 100. */
  series: readonly WeightSeries[];
  workload: WorkloadRules;
  budget: BudgetRules;
}

export interface WeightSeries {
  /** Stored in exports: never renamed. */
  id: string;
  name: string;
  weights: Readonly<Partial<Record<IndicatorName, number>>>;
}

/** 标化工作量: a visit at the clinic is 1. */
export interface WorkloadRules {
  visits: Readonly<Record<EncounterMode, number>>;
  answer: number;
  nightSession: number;
  contract: number;
}

/** Computed figures only: nothing is paid by this program. */
export interface BudgetRules {
  /** 年度内正常拨付; the rest by the score. */
  paidShare: number;
  /** 专项补助 of the city: its share of the district's public-health budget. */
  cityShare: number;
  /** 专项补助 of the district, 元 a resident and year. */
  yuanPerHead: number;
}
