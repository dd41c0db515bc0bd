import { z } from 'zod';
import { escalateAlert } from '#domain/alerts/escalate.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** An alert that nobody has answered goes to its next owner (domain.md §5). */
export const escalateOpenAlert = defineJob({
  name: 'alert.escalate',
  title: '预警无人处理，转给上级',
  payload: z.object({ alertId: z.string(), escalations: z.number().int() }),
  run: async (payload, tx) => outcomeOf(await escalateAlert(tx, payload)),
});
