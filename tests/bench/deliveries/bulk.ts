import type { Gap } from './watch-loop.ts';

/** What bulk work cost the process that did it. */
export interface Bulk {
  seconds: number;
  /** CPU seconds of the process. */
  cpu: number;
  /** MB at its end. */
  memory: number;
  longest: Gap;
}
