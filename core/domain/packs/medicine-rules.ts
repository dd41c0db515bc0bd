import type { PlanKind } from './follow-up-rules.ts';

/** 续药、联系用药、长处方 (domain.md §6; seeds 000 四(二), 三(三)3 and 004 三(三)2). */
export interface MedicineRules {
  /** No refill without a visit face to face within so many days. */
  visitWithinDays: number;
  /** How many days are dispensed at a time: of a 慢性病常用药, and of any other medicine. */
  chronicDays: number;
  usualDays: number;
  /** 长处方: the most that is dispensed at a time. */
  longTermDays: number;
  /** Plans whose last visit must have been satisfactory for a 长处方. */
  longTermPlans: readonly PlanKind[];
  /** A refill may be asked for when so many days are left, or fewer. */
  refillFromDaysLeft: number;
  /** Working days: until the doctor has answered; then until it is prepared; 联系用药: until it is here. */
  answerWithinWorkingDays: number;
  prepareWithinWorkingDays: number;
  onRequestWithinWorkingDays: number;
  /** Who takes it is asked so many days before it runs out; earlier for 联系用药. On the district's clock (HH:MM). */
  askDaysBefore: number;
  askDaysBeforeOnRequest: number;
  askAt: string;
  /** What is ready waits for so many days; its owner is reminded of it after fewer. */
  collectWithinDays: number;
  collectReminderDays: number;
  /** A refusal is shown to the resident for so many days. */
  refusalShownDays: number;
}
