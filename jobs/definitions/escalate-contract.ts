import { z } from 'zod';
import { escalate } from '#domain/contracts/escalation.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** Takes an application that lay for two working days to the leader (domain.md §2). */
export const escalateContract = defineJob({
  name: 'contract.escalate',
  title: '签约申请超时，转给团队长',
  payload: z.object({ contractId: z.string() }),
  async run({ contractId }, tx) {
    const asked = await escalate(tx, contractId);
    return asked > 0 ? done() : skipped('answered');
  },
});
