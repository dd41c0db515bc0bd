import { addDays } from '#kit/chinese-input/calendar.ts';
import type { FollowUpRules } from '../packs/follow-up-rules.ts';

/** What happens with a task that is open. Stored: never renamed. */
export type CareStep = 'remind-before' | 'remind-on' | 'remind-after' | 'escalate' | 'miss';

/** A task as far as its steps go; dates are YYYY-MM-DD. */
export interface Stepped {
  dueOn: string;
  dueTo: string;
  agreedOn: string | null;
  saidDoneOn: string | null;
  escalated: boolean;
  /** Reminders go to the resident; without them it is on the doctor's list alone. */
  reminds: boolean;
  /** Of a series: what was not done in its time is missed one day, because the next one is due. */
  ofSeries: boolean;
}

export interface StepOn {
  step: CareStep;
  on: string;
}

/** Everything that is still to happen with a task, in order: 3 days before, on the day, 3 days after; 7 days overdue. */
export function stepsOf(task: Stepped, rules: FollowUpRules): StepOn[] {
  const target = task.agreedOn ?? task.dueOn;
  const last = task.agreedOn !== null && task.agreedOn > task.dueTo ? task.agreedOn : task.dueTo;
  const escalatedOn = addDays(last, rules.escalateAfterDays);
  const reminders: StepOn[] =
    task.reminds && task.saidDoneOn === null
      ? [
          { step: 'remind-before', on: addDays(target, -rules.remindDaysBefore) },
          { step: 'remind-on', on: target },
          { step: 'remind-after', on: addDays(target, rules.remindDaysAfter) },
        ]
      : [];
  return [
    ...reminders,
    ...(task.escalated ? [] : [{ step: 'escalate' as const, on: escalatedOn }]),
    ...(task.ofSeries ? [{ step: 'miss' as const, on: addDays(escalatedOn, rules.missAfterDays) }] : []),
  ].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}
