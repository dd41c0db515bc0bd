import { z } from 'zod';
import { callRecipient } from '#domain/referrals/time-out.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** An urgent referral that nobody has answered becomes a call to make (domain.md §4). */
export const referralCallDue = defineJob({
  name: 'referral.call',
  title: '加急转诊没有答复，请打电话',
  payload: z.object({ referralId: z.string() }),
  async run({ referralId }, tx) {
    return (await callRecipient(tx, referralId)) === 'asked' ? done() : skipped('answered');
  },
});
