import { z } from 'zod';
import { closeQuietConsultation } from '#domain/consultations/close.ts';
import { escalateUnanswered } from '#domain/consultations/escalate.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Takes a question that was not answered in time to a colleague, then to the centre (domain.md §6). */
export const escalateConsultation = defineJob({
  name: 'consultation.escalate',
  title: '咨询超时未答复，转给同事或中心',
  payload: z.object({ consultationId: z.string() }),
  run: async ({ consultationId }, tx) => outcomeOf(await escalateUnanswered(tx, consultationId)),
});

/** Ends a consultation in which nothing more was said after the answer. */
export const closeAnsweredConsultation = defineJob({
  name: 'consultation.close',
  title: '咨询答复后没有再问，结束',
  payload: z.object({ consultationId: z.string() }),
  run: async ({ consultationId }, tx) => outcomeOf(await closeQuietConsultation(tx, consultationId)),
});
