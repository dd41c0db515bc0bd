import { z } from 'zod';
import { expire } from '#domain/contracts/expire.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** Ends a contract whose last day is over (domain.md §2). */
export const expireContract = defineJob({
  name: 'contract.expire',
  title: '签约到期',
  payload: z.object({ contractId: z.string() }),
  async run({ contractId }, tx) {
    return (await expire(tx, contractId)) ? done() : skipped('ended-before');
  },
});
