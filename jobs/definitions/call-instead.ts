import { z } from 'zod';
import { callInstead } from '#domain/staff-tasks/call-instead.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Makes a call of a notice of care that reached nobody (domain.md §7). */
export const callInsteadOfNotice = defineJob({
  name: 'delivery.call-instead',
  title: '通知没有送到，改为打电话',
  payload: z.object({ deliveryId: z.string() }),
  run: async ({ deliveryId }, tx) => outcomeOf(await callInstead(tx, deliveryId)),
});
