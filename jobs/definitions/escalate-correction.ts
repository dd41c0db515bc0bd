import { z } from 'zod';
import { escalateCorrection } from '#domain/records/corrections.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Takes a correction of a record that was not answered in time to the next owner (domain.md §6). */
export const escalateOverdueCorrection = defineJob({
  name: 'correction.escalate',
  title: '档案更正超时，转给上级',
  payload: z.object({ correctionId: z.string() }),
  run: async ({ correctionId }, tx) => outcomeOf(await escalateCorrection(tx, correctionId)),
});
