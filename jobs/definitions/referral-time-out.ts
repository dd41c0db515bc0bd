import { z } from 'zod';
import { timeOut } from '#domain/referrals/time-out.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** A referral that waited too long lapses, or goes to the next who may answer (domain.md §4). */
export const referralTimeOut = defineJob({
  name: 'referral.time-out',
  title: '转诊到时限：转给上级或作废',
  payload: z.object({ referralId: z.string(), version: z.number().int() }),
  async run(payload, tx) {
    const became = await timeOut(tx, payload);
    return became === 'nothing' ? skipped('answered') : done();
  },
});
