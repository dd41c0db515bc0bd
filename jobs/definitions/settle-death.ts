import { z } from 'zod';
import { settleDeath } from '#domain/residents/enter-death.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** The minutes for taking a noted death back are over: what ends with a person ends. */
export const settleNotedDeath = defineJob({
  name: 'resident.death',
  title: '去世登记生效',
  payload: z.object({ residentId: z.string(), staffId: z.string() }),
  run: async (payload, tx) => outcomeOf(await settleDeath(tx, payload)),
});
