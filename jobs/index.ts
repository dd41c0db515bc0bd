import type { JobDefinitions } from './engine/define-job.ts';
import type { TickDefinition } from './engine/define-tick.ts';

/** Every job that is done here, by its stored name. */
export const definitions: JobDefinitions = {};

/** Every schedule of the system, in one table. */
export const ticks: readonly TickDefinition[] = [];
