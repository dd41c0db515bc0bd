import { z } from 'zod';
import { escalateComplaint } from '#domain/complaints/escalate.ts';
import { closeQuietComplaint } from '#domain/complaints/respond.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Takes a complaint that was not answered in time to the administrator above (domain.md §6). */
export const escalateOverdueComplaint = defineJob({
  name: 'complaint.escalate',
  title: '投诉超时未答复，转给上一级',
  payload: z.object({ complaintId: z.string() }),
  run: async ({ complaintId }, tx) => outcomeOf(await escalateComplaint(tx, complaintId)),
});

/** Ends a complaint to whose answer nothing was said. */
export const closeAnsweredComplaint = defineJob({
  name: 'complaint.close',
  title: '投诉答复后没有再说，结束',
  payload: z.object({ complaintId: z.string() }),
  run: async ({ complaintId }, tx) => outcomeOf(await closeQuietComplaint(tx, complaintId)),
});
