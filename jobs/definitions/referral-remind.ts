import { z } from 'zod';
import { remindOfVisit } from '#domain/referrals/reminders.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** Reminds on the evening before a visit that a referral was accepted for. */
export const referralRemind = defineJob({
  name: 'referral.remind',
  title: '转诊就诊前一晚提醒',
  payload: z.object({ referralId: z.string(), date: z.string() }),
  async run({ referralId, date }, tx) {
    return (await remindOfVisit(tx, referralId, date)) ? done() : skipped('no-visit');
  },
});
