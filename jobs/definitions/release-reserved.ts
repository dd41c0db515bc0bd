import { z } from 'zod';
import { releaseReserved } from '#domain/clinics/release-reserved.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Opens what was kept for signed and priority residents to everybody, at noon of the day. */
export const releaseReservedPlaces = defineJob({
  name: 'session.release-reserved',
  title: '保留号开放',
  payload: z.object({ sessionId: z.string() }),
  run: async ({ sessionId }, tx) => outcomeOf(await releaseReserved(tx, sessionId)),
});
