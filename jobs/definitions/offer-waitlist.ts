import { z } from 'zod';
import { offerHeld } from '#domain/clinics/lapse.ts';
import { defineJob, done } from '../engine/define-job.ts';

/** Offers in the morning what was held over the quiet hours. */
export const offerWaitlist = defineJob({
  name: 'waitlist.offer',
  title: '候补通知',
  payload: z.object({ sessionId: z.string() }),
  async run({ sessionId }, tx) {
    await offerHeld(tx, sessionId);
    return done();
  },
});
