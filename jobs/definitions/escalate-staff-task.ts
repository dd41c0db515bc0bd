import { z } from 'zod';
import { escalateStaffTask } from '#domain/staff-tasks/escalate.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Takes a call or a visit that was not made in time to the next owner (domain.md §5). */
export const escalateOverdueTask = defineJob({
  name: 'staff-task.escalate',
  title: '电话、上门任务超时，转给上级',
  payload: z.object({ taskId: z.string() }),
  run: async ({ taskId }, tx) => outcomeOf(await escalateStaffTask(tx, taskId)),
});
