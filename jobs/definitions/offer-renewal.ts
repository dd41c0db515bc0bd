import { z } from 'zod';
import { offerRenewal } from '#domain/contracts/term-ends.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** Offers a renewal 30 and 7 days before the end; nothing renews silently (domain.md §2). */
export const offerContractRenewal = defineJob({
  name: 'contract.offer-renewal',
  title: '续签提醒',
  payload: z.object({ contractId: z.string(), days: z.number().int() }),
  async run({ contractId, days }, tx) {
    return (await offerRenewal(tx, contractId, days)) ? done() : skipped('nothing-to-renew');
  },
});
