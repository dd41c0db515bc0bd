import { z } from 'zod';
import { lapseEntry } from '#domain/clinics/lapse.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Ends an offer that was not answered, or a wait that led to nothing. */
export const lapseWaitlist = defineJob({
  name: 'waitlist.lapse',
  title: '候补到时',
  payload: z.object({ entryId: z.string() }),
  run: async ({ entryId }, tx) => outcomeOf(await lapseEntry(tx, entryId)),
});
