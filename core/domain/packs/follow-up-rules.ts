import type { EncounterMode } from '#prisma/generated/sqlite/enums.ts';

/** 随访 (domain.md §5): when somebody is due, what a measurement comes to, and what follows from it. */
export interface FollowUpRules {
  /** Days before the day that is due, and after it, on which the resident is reminded; also on the day. */
  remindDaysBefore: number;
  remindDaysAfter: number;
  /** The time of day at which the day's steps are taken, outside quiet hours. */
  remindAt: string;
  /** Overdue by so many days, it goes to the leader. */
  escalateAfterDays: number;
  /** A visit of a series is given up as missed so many days after the leader was told: the next one is due. */
  missAfterDays: number;
  /** 面对面: what counts as a visit of the national rules. */
  faceToFaceModes: readonly EncounterMode[];
  pressure: PressureRules;
  glucose: GlucoseRules;
  weight: Range;
  /** 血压很高又没有不舒服时，坐着歇这么久再量, minutes. */
  measureAgainMinutes: number;
  /** How long “说错了” takes a reported reading back, minutes. */
  takeBackMinutes: number;
  alerts: AlertRules;
  plans: Readonly<Record<PlanKind, PlanRules>>;
}

/** Both ends included; what lies outside is asked back. */
export interface Range {
  least: number;
  most: number;
}

/** mmHg. Controlled is below both limits; danger is at either of its limits or above. */
export interface PressureRules {
  systolic: number;
  diastolic: number;
  /** From this age on the next two hold instead. */
  elderFromAge: number;
  elderSystolic: number;
  elderDiastolic: number;
  dangerSystolic: number;
  dangerDiastolic: number;
  plausibleSystolic: Range;
  plausibleDiastolic: Range;
}

/** mmol/L. Controlled is below; danger is at `dangerHigh` or above, at `dangerLow` or below. */
export interface GlucoseRules {
  fasting: number;
  afterMeal: number;
  dangerHigh: number;
  dangerLow: number;
  plausible: Range;
}

/** An alert goes to its next owner after so many minutes: the doctor, the leader, the centre. */
export interface AlertRules {
  answerMinutes: number;
  /** Of the duty phone at night. */
  answerMinutesAtNight: number;
}

/** Stored with plans: never renamed. */
export const planKinds = [
  'hypertension',
  'diabetes',
  'elder',
  'pregnancy',
  'postnatal',
  'child',
  'mental-disorder',
  'tuberculosis',
  'after-referral',
  'after-discharge',
  'high-risk-pressure',
  'high-risk-glucose',
] as const;
export type PlanKind = (typeof planKinds)[number];

/** What a visit comes to; stored. */
export type VisitClass =
  | 'controlled'
  | 'first-not-controlled'
  | 'again-not-controlled'
  | 'danger'
  | 'stable'
  | 'basically-stable'
  | 'unstable'
  | 'regular'
  | 'adverse'
  | 'seen';

export interface PlanRules {
  /** `staff`: nothing of it is said to the resident, and no push names or hints at it. */
  shown: 'everybody' | 'staff';
  /** The modes at which a visit closes what is due. */
  modes: readonly EncounterMode[];
  /** A reading by the resident closes it: what is due is a measurement, not a visit. */
  closedByReading?: 'pressure' | 'glucose';
  /** A series by the calendar from the anchor; the others count from the last visit. */
  milestones?: readonly Milestone[];
  first?: Due;
  /** By what the visit came to. Without one of its class a plan has nothing more to do. */
  next?: Partial<Readonly<Record<VisitClass, Due>>>;
  /** From this long after the anchor on, another rhythm holds. */
  later?: { fromMonths: number; next: Partial<Readonly<Record<VisitClass, Due>>> };
}

/** A span of time, added to a date: months by the calendar, then days. */
export interface Span {
  months?: number;
  days?: number;
}

/** When the next visit is due after another. */
export interface Due extends Span {
  milestone: string;
  /** So many days before, it may be done already. */
  openDays: number;
  /** What the doctor is told to do with it. */
  advice?: 'refer' | 'refer-now';
}

/** One visit of a series. */
export interface Milestone {
  /** Stored: never renamed. */
  name: string;
  from: 'anchor' | 'discharge';
  /** The day that is aimed at, after the anchor. */
  on: Span;
  /** The window around it, days. */
  before: number;
  after: number;
}
