import { z } from 'zod';
import { inviteUnused } from '#domain/contracts/term-ends.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** Invites to use what is left of a contract's packages 60 days before its end (domain.md §2). */
export const inviteToUse = defineJob({
  name: 'contract.invite-unused',
  title: '服务项目未用完的提醒',
  payload: z.object({ contractId: z.string() }),
  async run({ contractId }, tx) {
    return (await inviteUnused(tx, contractId)) > 0 ? done() : skipped('nothing-left');
  },
});
