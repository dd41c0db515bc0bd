import { z } from 'zod';
import { applyReport } from '#domain/notices/report.ts';
import { defineJob, done, later } from '../engine/define-job.ts';

/** The platform's late word on a message whose sending was not on record yet when the word came. */
export const reportDelivery = defineJob({
  name: 'delivery.report',
  title: '送达结果',
  payload: z.object({ platformMessageId: z.string(), outcome: z.enum(['delivered', 'blocked', 'failed']) }),
  run: async (report, tx) => ((await applyReport(tx, report)) ? done() : later('unknown-message', 30_000)),
});
