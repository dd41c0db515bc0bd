import { z } from 'zod';
import { remindOfLoan } from '#domain/support/loans.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Two weeks before somebody's time elsewhere ends. */
export const remindOfLentStaff = defineJob({
  name: 'loan.remind',
  title: '提醒借用快到期',
  payload: z.object({ spellId: z.string() }),
  run: async ({ spellId }, tx) => outcomeOf(await remindOfLoan(tx, spellId)),
});
