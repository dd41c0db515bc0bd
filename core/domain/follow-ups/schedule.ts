import type { FollowUpRules } from '../packs/follow-up-rules.ts';
import type { Transaction } from '../transaction.ts';
import { type CareStep, type Stepped, stepsOf } from './steps.ts';

/** The columns of a task that the sweep goes by. */
export interface Scheduled {
  nextStep: CareStep | null;
  nextStepAt: Date | null;
}

/**
 * The next step of a task after an instant, at the time of day of the rules. What lies before is over: nothing is sent late.
 * An escalation is never over: it comes with the next steps.
 */
export function scheduled(tx: Transaction, task: Stepped, rules: FollowUpRules, after: Date = tx.now): Scheduled {
  const steps = stepsOf(task, rules).map(({ step, on }) => ({ step, at: tx.day.at(on, rules.remindAt) }));
  const owed = steps.find(({ step, at }) => !step.startsWith('remind') && at <= after);
  if (owed) return soon(tx, owed.step, rules, after);
  const coming = steps.find(({ at }) => at > after);
  return coming ? { nextStep: coming.step, nextStepAt: coming.at } : none;
}

const none: Scheduled = { nextStep: null, nextStepAt: null };

/** At the next time at which steps are taken. */
function soon(tx: Transaction, step: CareStep, { remindAt }: FollowUpRules, after: Date): Scheduled {
  const today = tx.day.dateOf(after);
  const at = tx.day.at(today, remindAt);
  return { nextStep: step, nextStepAt: at > after ? at : tx.day.at(tx.day.add(today, 1), remindAt) };
}

/** What is due of a task by now: the last reminder that was due since then, the escalation, the miss. */
export function stepsDue(tx: Transaction, task: Stepped, rules: FollowUpRules, since: Date): CareStep[] {
  const due = stepsOf(task, rules)
    .map(({ step, on }) => ({ step, at: tx.day.at(on, rules.remindAt) }))
    .filter(({ at }) => at <= tx.now);
  const reminder = due.filter(({ step, at }) => step.startsWith('remind') && at >= since).at(-1);
  const others = due.filter(({ step }) => !step.startsWith('remind'));
  return [...(reminder ? [reminder] : []), ...others].map(({ step }) => step);
}
