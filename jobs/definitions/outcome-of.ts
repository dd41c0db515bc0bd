import { done, type Outcome, skipped } from '../engine/define-job.ts';

/** From a service's reason why there was nothing to do, or undefined when it was done. */
export function outcomeOf(why: string | undefined): Outcome {
  return why === undefined ? done() : skipped(why);
}
