/**
 * Two-way referral of a district (domain.md §4; seed 002 §9, seed 004 三(四)2, seed 001 二(二)4). Every path has its source
 * in the pack's `sources`.
 */
export interface ReferralRules {
  timers: ReferralTimers;
  catalogues: Readonly<Record<CatalogueKind, DiseaseCatalogue>>;
  criteria: readonly DiseaseCriteria[];
  /** Of the 3-2-1 ladder. */
  ladder: { mostStepsAtOnce: number; names: Readonly<Record<'1' | '2' | '3', string>> };
  /** Why a level is skipped, or why it does not go to the twin. */
  reasons: readonly RouteReason[];
  insurance: readonly InsuranceKind[];
  filing: Readonly<Record<FilingState, FilingWords>>;
  downCategories: readonly DownCategory[];
  tests: readonly TestKind[];
  whatToBring: string;
  /** What somebody gains by going to the centre first. Sentences. */
  centreFirst: readonly string[];
}

/** How long each may take. Working days and hours are those of the State Council's calendar; the urgent ones are not. */
export interface ReferralTimers {
  /** The family doctor answers a resident's request. */
  reviewWithinWorkingDays: number;
  /** The resident agrees to a recipient; afterwards it lapses. */
  consentWithinDays: number;
  /** The desk answers; the hours of working days. */
  answerWithinHours: number;
  urgentAnswerWithinHours: number;
  /** An urgent one without an answer becomes a call to make, minutes. */
  urgentPhoneTaskAfterMinutes: number;
  /** An emergency is called for at once. */
  emergencyPhoneTaskAfterMinutes: number;
  /** An acceptance holds so many days after its appointment. */
  validDaysAfterAppointment: number;
  /** The recipient's summary after the visit. */
  returnWithinWorkingDays: number;
  /** The family doctor reads the summary. */
  closeWithinWorkingDays: number;
  /** The follow-up after a referral. */
  followUpWithinDays: number;
  /** When somebody is reminded on the evening before. */
  reminderAt: string;
}

/** 基层首诊, 区域就诊, 区域内转诊, 区域外转诊. Stored: never renamed. */
export const catalogueKinds = ['centre-first', 'district', 'within-region', 'outside-region'] as const;
export type CatalogueKind = (typeof catalogueKinds)[number];

export interface DiseaseCatalogue {
  name: string;
  version: string;
  /** The step of the ladder on which these are treated. */
  level: 1 | 2 | 3;
  entries: readonly CatalogueEntry[];
}

export interface CatalogueEntry {
  /** ICD-10. Stored: never renamed. */
  code: string;
  name: string;
  /** What people say for it. */
  called: readonly string[];
  department: string;
}

/** When somebody is referred up, and when down again: checklists of one disease. */
export interface DiseaseCriteria {
  /** ICD-10, of a catalogue's entry. */
  code: string;
  up: readonly Criterion[];
  down: readonly Criterion[];
}

export interface Criterion {
  /** `I10.up.1`. Stored: never renamed. */
  code: string;
  text: string;
  urgency?: 'urgent' | 'emergency';
}

/** Stored: never renamed. */
export const routeReasonCodes = [
  'emergency',
  'catalogue',
  'twin',
  'no-department',
  'continuing-care',
  'resident-insists',
] as const;
export type RouteReasonCode = (typeof routeReasonCodes)[number];

export interface RouteReason {
  code: RouteReasonCode;
  name: string;
  for: readonly ('skip' | 'other-hospital')[];
  /** `rule`: found by the rules themselves; `staff`: chosen. */
  givenBy: 'rule' | 'staff';
}

export interface InsuranceKind {
  /** Stored: never renamed. */
  code: string;
  name: string;
  /** What 医保备案 it needs, by whether the hospital is in the region. */
  filing: Readonly<Record<'within' | 'outside', FilingState>>;
}

/** 医保备案. Stored: never renamed. */
export const filingStates = ['not-needed', 'needed', 'done'] as const;
export type FilingState = (typeof filingStates)[number];

export interface FilingWords {
  name: string;
  /** What to do, one sentence without a full stop. */
  whatToDo: string;
}

export interface DownCategory {
  /** Stored: never renamed. */
  code: 'general' | 'rehabilitation' | 'nursing';
  name: string;
  /** What the centre answers with. */
  answeredWith: 'bed' | 'slot';
}

export interface TestKind {
  /** Stored: never renamed. */
  code: 'ecg' | 'ultrasound' | 'radiology' | 'laboratory';
  name: string;
  /** The result is back within so many hours of the test. */
  returnWithinHours: number;
}
