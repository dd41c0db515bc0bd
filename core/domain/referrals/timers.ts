import type { DistrictDay } from '#kit/day.ts';
import type { ReferralUrgency } from '#prisma/generated/sqlite/enums.ts';
import { workingDaysAfter, workingHoursAfter } from '../calendar/working-day.ts';
import type { ReferralRules } from '../packs/referral-rules.ts';
import type { Timer } from './rules.ts';

export interface TimerFacts {
  urgency: ReferralUrgency;
  /** Of an accepted one, YYYY-MM-DD. */
  validUntil: string | null;
}

/**
 * When a timer runs out; undefined when there is none. Routine answers are timed by working days, urgent and emergency
 * ones by the clock alone.
 */
export function runsOutAt(
  { timers }: ReferralRules,
  day: DistrictDay,
  now: Date,
  timer: Timer,
  { urgency, validUntil }: TimerFacts,
): Date | undefined {
  switch (timer) {
    case 'review':
      return urgency === 'routine'
        ? workingDaysAfter(day, now, timers.reviewWithinWorkingDays)
        : hoursAfter(now, timers.urgentAnswerWithinHours);
    case 'consent':
      return hoursAfter(now, timers.consentWithinDays * 24);
    case 'answer':
      return urgency === 'routine'
        ? workingHoursAfter(day, now, timers.answerWithinHours)
        : hoursAfter(now, timers.urgentAnswerWithinHours);
    case 'validity':
      return validUntil === null ? undefined : day.at(day.add(validUntil, 1), '00:00');
    case 'return':
      return workingDaysAfter(day, now, timers.returnWithinWorkingDays);
    case 'close':
      return workingDaysAfter(day, now, timers.closeWithinWorkingDays);
    case 'none':
      return undefined;
  }
}

/** When somebody has to call, unless it was answered before; undefined for a routine one. */
export function phoneTaskAt({ timers }: ReferralRules, sentAt: Date, urgency: ReferralUrgency): Date | undefined {
  switch (urgency) {
    case 'routine':
      return undefined;
    case 'urgent':
      return hoursAfter(sentAt, timers.urgentPhoneTaskAfterMinutes / 60);
    case 'emergency':
      return hoursAfter(sentAt, timers.emergencyPhoneTaskAfterMinutes / 60);
  }
}

function hoursAfter(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * 3_600_000);
}
