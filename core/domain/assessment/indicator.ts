import type { Sql } from '../transaction.ts';
import type { AssessmentRules } from '../packs/assessment-rules.ts';
import type { PeriodValues } from './period.ts';

/** Stored with closed half-years: never renamed. */
export const indicatorNames = [
  'contracts.active',
  'contracts.priority',
  'contracts.renewed',
  'contracts.items',
  'clinics.sessions',
  'clinics.places',
  'clinics.no-shows',
  'clinics.sit-ins',
  'hospital.sit-ins',
  'hospital.answered-in-time',
  'hospital.accepted',
  'hospital.training',
  'referrals.up',
  'referrals.down',
  'referrals.returned',
  'referrals.skipped',
  'follow-ups.done',
  'follow-ups.on-time',
  'follow-ups.pressure-controlled',
  'follow-ups.glucose-controlled',
  'answers.in-time',
  'satisfaction.score',
  'satisfaction.content',
  'complaints.filed',
  'complaints.in-time',
  'records.elders',
  'lectures.held',
  'training.attended',
  'workload.standard',
] as const;
export type IndicatorName = (typeof indicatorNames)[number];

/** 数量、质量、群众满意度 (seed 000 四(三)). */
export type Axis = 'quantity' | 'quality' | 'satisfaction';

/**
 * The rows that an indicator is of: `rowId`, `staffId`, `organisationId`, `part`, `whole`. The figure is their sum, the rows
 * are what it opens to, and what is kept when a half-year is closed.
 */
export interface FactStatement {
  text: string;
  /** In the order of its question marks. */
  parameters: readonly (keyof PeriodValues)[];
}

/** What a statement is written for. */
export interface Writing {
  engine: Sql['engine'];
  rules: AssessmentRules;
}

export interface Indicator {
  name: IndicatorName;
  /** 有效签约人数 */
  title: string;
  axis: Axis;
  /** `count`: the sum of the parts; `share`: parts of the whole; `mean`: the average part. */
  measure: 'count' | 'share' | 'mean';
  /** Whether much of it is good. */
  better: 'more' | 'less';
  /** What is counted, in words. */
  numerator: string;
  /** Of what, in words; of a count nothing. */
  denominator?: string;
  /** Seed and section, or what says so. */
  source: string;
  facts(writing: Writing): FactStatement;
}
