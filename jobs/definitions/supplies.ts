import { z } from 'zod';
import { escalateSupply } from '#domain/medicines/escalate.ts';
import { askBeforeRunOut } from '#domain/medicines/run-out.ts';
import { tellAffected } from '#domain/medicines/shortage.ts';
import { lookAtUncollected } from '#domain/medicines/uncollected.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

const payload = z.object({ supplyId: z.string() });

/** Takes a request for medicines that was not answered, or not prepared, in time to the next owner (domain.md §6). */
export const escalateOverdueSupply = defineJob({
  name: 'supply.escalate',
  title: '续药、备药超时，转给上级',
  payload,
  run: async ({ supplyId }, tx) => outcomeOf(await escalateSupply(tx, supplyId)),
});

/** What is ready and nobody came for: a reminder, then it is put back. */
export const remindOfReadySupply = defineJob({
  name: 'supply.uncollected',
  title: '备好的药没有来取',
  payload: payload.extend({ round: z.enum(['reminder', 'last']) }),
  run: async (uncollected, tx) => outcomeOf(await lookAtUncollected(tx, uncollected)),
});

/** Asks before a medicine runs out. */
export const askOfRunningOut = defineJob({
  name: 'supply.ask',
  title: '药快用完前询问',
  payload,
  run: async ({ supplyId }, tx) => outcomeOf(await askBeforeRunOut(tx, supplyId)),
});

/** Tells a page of those whom it touches that a medicine is out of stock, back, or off the list. */
export const tellOfMedicine = defineJob({
  name: 'medicine.tell',
  title: '通知用这种药的居民',
  payload: z.object({ medicineId: z.string(), changedAt: z.string(), after: z.string() }),
  run: async (page, tx) => ((await tellAffected(tx, page)) > 0 ? done() : skipped('nobody-affected')),
});
