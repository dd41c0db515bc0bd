import type { ClinicRules } from '../packs/rule-pack.ts';

/**
 * What holds in a clinic, without rows and without a clock. Numbers come from the rule pack (domain.md §3; seed 000
 * §三(四)3, seed 001 二(二)1).
 */

/** The times (HH:MM) at which the slots of a session begin; a rest shorter than a slot is not given out. */
export function slotTimes(startTime: string, endTime: string, slotMinutes: number): string[] {
  const times: string[] = [];
  for (let at = minutesOf(startTime); at + slotMinutes <= minutesOf(endTime); at += slotMinutes) times.push(timeOf(at));
  return times;
}

/** The part of a schedule that says when it runs. */
export interface WeeklyRule {
  /** 1 Monday … 7 Sunday. */
  weekdays: readonly number[];
  /** HH:MM */
  startTime: string;
  endTime: string;
  /** YYYY-MM-DD, both inclusive. */
  validFrom: string;
  validTo: string | null;
  followsWorkingCalendar: boolean;
}

/**
 * Whether a schedule runs on a date. One that follows the working calendar rests on holidays; on a weekend that is
 * worked instead (调休) it runs when it runs on every ordinary working day, since nobody says which weekday is made up for.
 */
export function runsOn(rule: WeeklyRule, date: { date: string; weekday: number; isWorkingDay: boolean }): boolean {
  if (date.date < rule.validFrom || (rule.validTo !== null && date.date > rule.validTo)) return false;
  const isListed = rule.weekdays.includes(date.weekday);
  if (!rule.followsWorkingCalendar) return isListed;
  if (!date.isWorkingDay) return false;
  return isListed || (date.weekday > 5 && [1, 2, 3, 4, 5].every((weekday) => rule.weekdays.includes(weekday)));
}

/** Whether one doctor cannot keep both: a shared weekday, hours that touch, and a time in which both hold. */
export function collides(one: WeeklyRule, other: WeeklyRule): boolean {
  const shareWeekday = one.weekdays.some((weekday) => other.weekdays.includes(weekday));
  const shareHours = one.startTime < other.endTime && other.startTime < one.endTime;
  const shareTerm =
    one.validFrom <= (other.validTo ?? '9999-12-31') && other.validFrom <= (one.validTo ?? '9999-12-31');
  return shareWeekday && shareHours && shareTerm;
}

/** Who a rule is about. */
export interface Person {
  age: number;
  tags: readonly string[];
  hasActiveContract: boolean;
}

/** Whether somebody may take a place that is kept for signed and priority residents. */
export function mayTakeReserved(person: Person, rules: Pick<ClinicRules, 'priorityTags'>): boolean {
  return person.hasActiveContract || person.tags.some((tag) => rules.priorityTags.includes(tag));
}

/** Whether missed visits never close somebody's booking; they get a call instead. */
export function isExemptFromBlock(
  person: Pick<Person, 'age' | 'tags'>,
  rules: Pick<ClinicRules, 'noShowExemptFromAge' | 'noShowExemptTags'>,
): boolean {
  return person.age >= rules.noShowExemptFromAge || person.tags.some((tag) => rules.noShowExemptTags.includes(tag));
}

function minutesOf(time: string): number {
  const [hours = Number.NaN, minutes = Number.NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
