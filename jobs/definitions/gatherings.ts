import { z } from 'zod';
import { askHostWhoCame, remindOfGathering } from '#domain/gatherings/remind.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

const payload = z.object({ gatheringId: z.string() });

/** On the evening before a lecture or a training. */
export const remindOfLecture = defineJob({
  name: 'gathering.remind',
  title: '讲座、培训提醒',
  payload,
  run: async ({ gatheringId }, tx) => outcomeOf(await remindOfGathering(tx, gatheringId)),
});

/** Once it is over. */
export const askHost = defineJob({
  name: 'gathering.ask-who-came',
  title: '请主办人登记到场',
  payload,
  run: async ({ gatheringId }, tx) => outcomeOf(await askHostWhoCame(tx, gatheringId)),
});
