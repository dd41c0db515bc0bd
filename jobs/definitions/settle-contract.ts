import { z } from 'zod';
import { settle } from '#domain/contracts/settle.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** Lets a doctor's answer take effect once its ten minutes of undo are over (domain.md §2). */
export const settleContract = defineJob({
  name: 'contract.settle',
  title: '签约答复生效',
  payload: z.object({ contractId: z.string() }),
  async run({ contractId }, tx) {
    const settled = await settle(tx, contractId);
    return settled === 'nothing' ? skipped('taken-back') : done();
  },
});
