import { z } from 'zod';
import { putRating } from '#domain/ratings/ask.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Asks how it was, and once more who has not answered (domain.md §6). */
export const askRating = defineJob({
  name: 'rating.ask',
  title: '请居民评价',
  payload: z.object({ ratingId: z.string(), round: z.enum(['first', 'reminder']) }),
  run: async (payload, tx) => outcomeOf(await putRating(tx, payload)),
});
