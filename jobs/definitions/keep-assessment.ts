import { z } from 'zod';
import { keepFacts } from '#domain/assessment/close.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** Keeps the rows behind the figures of a half-year that is being closed, a range at a time. */
export const keepAssessment = defineJob({
  name: 'assessment.keep',
  title: '保存半年考核数据',
  payload: z.object({ periodId: z.string(), indicator: z.string(), after: z.string() }),
  run: async (range, tx) => ((await keepFacts(tx, range)) === 'kept' ? done() : skipped('kept-before')),
});
