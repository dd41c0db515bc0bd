import type { DistrictDay } from '#kit/day.ts';
import type { MedicineRules } from '../packs/medicine-rules.ts';

/** Of a medicine on a list, what the rules go by. */
export interface Listed {
  status: 'proposed' | 'stocked' | 'out_of_stock' | 'withdrawn';
  /** On the list of essential medicines (基本药物). */
  essential: boolean;
  /** 慢性病常用药. */
  longTerm: boolean;
  /** 联系用药: the hospital that supplies it on request; null is held here. */
  supplierId: string | null;
}

/** What is known of who asks for one. Dates are the district's, YYYY-MM-DD. */
export interface RefillFacts {
  today: string;
  medicine: Listed;
  hasContract: boolean;
  /** The last visit face to face. */
  seenOn: string | undefined;
  /** The first day without it, of who takes it already. */
  runsOutOn: string | undefined;
  /** The last visit of a plan of the pack's `longTermPlans` was satisfactory. */
  isStable: boolean;
}

/** Why a refill is not had now, with what the sentence needs. The first that holds is told. */
export type RefillObstacle =
  | { why: 'not-on-list' }
  | { why: 'out-of-stock' }
  | { why: 'enough-left'; daysLeft: number; from: string }
  | { why: 'needs-contract' }
  | { why: 'needs-visit'; withinDays: number };

/**
 * What stands against a refill (domain.md §6): without a recent visit face to face none; non-essential medicines for
 * residents with a contract only (seed 004 三(三)2: 为签约对象配备非基药); not while there is enough at home.
 */
export function refillObstacle(facts: RefillFacts, rules: MedicineRules, day: DistrictDay): RefillObstacle | undefined {
  const { medicine, today, hasContract, seenOn, runsOutOn } = facts;
  if (medicine.status === 'proposed' || medicine.status === 'withdrawn') return { why: 'not-on-list' };
  if (medicine.status === 'out_of_stock') return { why: 'out-of-stock' };
  const left = runsOutOn === undefined ? 0 : daysLeft(runsOutOn, today, day);
  if (runsOutOn !== undefined && left > rules.refillFromDaysLeft)
    return { why: 'enough-left', daysLeft: left, from: day.add(runsOutOn, -rules.refillFromDaysLeft) };
  if (!medicine.essential && !hasContract) return { why: 'needs-contract' };
  if (seenOn === undefined || day.daysBetween(seenOn, today) > rules.visitWithinDays)
    return { why: 'needs-visit', withinDays: rules.visitWithinDays };
  return undefined;
}

/** So many days at a time. */
export interface Amount {
  days: number;
  /** 长处方. */
  longTerm: boolean;
}

/**
 * For how many days it can be dispensed, the usual first. A 长处方 is for a 慢性病常用药 of residents with a contract whose
 * disease is stable (seed 004 三(三)2).
 */
export function amountsOf(
  { medicine, hasContract, isStable }: Pick<RefillFacts, 'medicine' | 'hasContract' | 'isStable'>,
  { chronicDays, usualDays, longTermDays }: MedicineRules,
): readonly [Amount, ...Amount[]] {
  const usual = { days: medicine.longTerm ? chronicDays : usualDays, longTerm: false };
  return medicine.longTerm && hasContract && isStable ? [usual, { days: longTermDays, longTerm: true }] : [usual];
}

/** The first day without it: what is collected comes on top of what is left. */
export function runsOutAfter(
  { collectedOn, days, before }: { collectedOn: string; days: number; before: string | undefined },
  day: DistrictDay,
): string {
  const from = before !== undefined && before > collectedOn ? before : collectedOn;
  return day.add(from, days);
}

/** “还够6天”; 0 when it has run out. */
export function daysLeft(runsOutOn: string, today: string, day: DistrictDay): number {
  return Math.max(0, day.daysBetween(today, runsOutOn));
}

/** On which day who takes it is asked; undefined for what is not taken for long. Never before it was collected. */
export function askOn(
  { runsOutOn, collectedOn, medicine }: { runsOutOn: string; collectedOn: string; medicine: Listed },
  { askDaysBefore, askDaysBeforeOnRequest }: MedicineRules,
  day: DistrictDay,
): string | undefined {
  if (!medicine.longTerm) return undefined;
  const on = day.add(runsOutOn, -(medicine.supplierId === null ? askDaysBefore : askDaysBeforeOnRequest));
  return on > collectedOn ? on : day.add(collectedOn, 1);
}

/** 按时, 有时忘, 停了. Stored: never renamed. */
export const adherences = ['on-time', 'sometimes', 'stopped'] as const;
export type Adherence = (typeof adherences)[number];

/** Why a request is refused. Stored: never renamed; their words stand in notices/medicines. */
export const supplyRefusals = ['see-doctor', 'no-stock', 'not-now'] as const;
export type SupplyRefusal = (typeof supplyRefusals)[number];
