import { addDays } from '#kit/chinese-input/calendar.ts';
import { addMonths } from '../contracts/term.ts';
import type {
  Due,
  FollowUpRules,
  GlucoseRules,
  Milestone,
  PlanKind,
  PlanRules,
  PressureRules,
  Span,
  VisitClass,
} from '../packs/follow-up-rules.ts';

/** mmHg. */
export interface PressureValue {
  systolic: number;
  diastolic: number;
}

/** mmol/L. */
export interface GlucoseValue {
  value: number;
  when: 'fasting' | 'after-meal';
}

/** Stored with readings: never renamed. */
export type ReadingClass = 'controlled' | 'high' | 'danger' | 'danger-low' | 'measured';

export function classOfPressure(
  { systolic, diastolic }: PressureValue,
  age: number,
  rules: PressureRules,
): 'controlled' | 'high' | 'danger' {
  if (systolic >= rules.dangerSystolic || diastolic >= rules.dangerDiastolic) return 'danger';
  const limits = pressureLimits(age, rules);
  return systolic < limits.systolic && diastolic < limits.diastolic ? 'controlled' : 'high';
}

/** Controlled is below both. @param age full years. */
export function pressureLimits(age: number, rules: PressureRules): PressureValue {
  const { systolic, diastolic, elderFromAge, elderSystolic, elderDiastolic } = rules;
  return age >= elderFromAge ? { systolic: elderSystolic, diastolic: elderDiastolic } : { systolic, diastolic };
}

export function classOfGlucose(
  { value, when }: GlucoseValue,
  rules: GlucoseRules,
): 'controlled' | 'high' | 'danger' | 'danger-low' {
  if (value >= rules.dangerHigh) return 'danger';
  if (value <= rules.dangerLow) return 'danger-low';
  return value < (when === 'fasting' ? rules.fasting : rules.afterMeal) ? 'controlled' : 'high';
}

/** What was found at a visit. */
export interface Findings {
  pressure?: PressureValue | undefined;
  glucose?: GlucoseValue | undefined;
  /** kg. */
  weight?: number | undefined;
  /** 危险性评估 0–5. */
  risk?: number | undefined;
  /** 不良反应. */
  adverse?: boolean | undefined;
}

/** What a visit needs for its class: nothing that is missing is guessed. */
export function missingFor(
  kind: PlanKind,
  { pressure, glucose, risk }: Findings,
): 'pressure' | 'glucose' | 'risk' | undefined {
  switch (kind) {
    case 'hypertension':
      return pressure ? undefined : 'pressure';
    case 'diabetes':
      return glucose ? undefined : 'glucose';
    case 'mental-disorder':
      return risk === undefined ? 'risk' : undefined;
    default:
      return undefined;
  }
}

/** What is known when a visit is classed. */
export interface AtVisit {
  /** Full years. */
  age: number;
  /** Of the plan's visit before, not of a reading: “second time running” counts visits (domain.md §5). */
  previous: VisitClass | undefined;
  rules: FollowUpRules;
}

/** @throws RangeError without the findings that the class depends on: ask `missingFor` before. */
export function classOfVisit(kind: PlanKind, findings: Findings, { age, previous, rules }: AtVisit): VisitClass {
  const { pressure, glucose, risk, adverse = false } = findings;
  switch (kind) {
    case 'hypertension': {
      if (!pressure) throw new RangeError('a visit of hypertension has a pressure');
      return classOfChronic(classOfPressure(pressure, age, rules.pressure), adverse, previous);
    }
    case 'diabetes': {
      if (!glucose) throw new RangeError('a visit of diabetes has a glucose');
      const sugar = classOfGlucose(glucose, rules.glucose);
      const isDanger =
        sugar === 'danger-low' || (pressure && classOfPressure(pressure, age, rules.pressure) === 'danger');
      return classOfChronic(isDanger || sugar === 'danger' ? 'danger' : sugar, adverse, previous);
    }
    case 'mental-disorder':
      if (risk === undefined) throw new RangeError('a visit of mental disorder has a grade of risk');
      return risk >= 3 ? 'unstable' : risk > 0 ? 'basically-stable' : 'stable';
    case 'tuberculosis':
      return adverse ? 'adverse' : 'regular';
    default:
      return 'seen';
  }
}

function classOfChronic(
  value: 'controlled' | 'high' | 'danger' | 'danger-low',
  adverse: boolean,
  previous: VisitClass | undefined,
): VisitClass {
  if (value === 'danger' || value === 'danger-low') return 'danger';
  if (value === 'controlled' && !adverse) return 'controlled';
  return previous === undefined || previous === 'controlled' ? 'first-not-controlled' : 'again-not-controlled';
}

/** When and with what advice the plan goes on after a visit; undefined when it has come to its end. */
export function dueAfter(
  { next, later }: PlanRules,
  visit: { class: VisitClass; heldOn: string; anchorOn: string },
): Due | undefined {
  const isLater = later !== undefined && visit.heldOn >= addMonths(visit.anchorOn, later.fromMonths);
  return (isLater ? later.next : next)?.[visit.class];
}

/** From when to when a visit is due, and the day that is aimed at; YYYY-MM-DD. */
export interface DueWindow {
  milestone: string;
  dueFrom: string;
  dueOn: string;
  dueTo: string;
}

export function windowAfter(date: string, due: Due): DueWindow {
  const dueOn = later(date, due);
  const opens = addDays(dueOn, -due.openDays);
  return { milestone: due.milestone, dueFrom: opens < date ? date : opens, dueOn, dueTo: dueOn };
}

/** Every visit of a series. Without a day of discharge, what counts from it counts from the anchor. */
export function seriesWindows(
  milestones: readonly Milestone[],
  { anchorOn, dischargedOn = anchorOn }: { anchorOn: string; dischargedOn?: string | undefined },
): DueWindow[] {
  return milestones.map(({ name, from, on, before, after }) => {
    const dueOn = later(from === 'discharge' ? dischargedOn : anchorOn, on);
    return { milestone: name, dueFrom: addDays(dueOn, -before), dueOn, dueTo: addDays(dueOn, after) };
  });
}

function later(date: string, { months = 0, days = 0 }: Span): string {
  return addDays(months === 0 ? date : addMonths(date, months), days);
}
