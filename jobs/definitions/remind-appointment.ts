import { z } from 'zod';
import { remindOfAppointment } from '#domain/clinics/remind.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Reminds of a visit, the evening before or two hours before. */
export const remindAppointment = defineJob({
  name: 'appointment.remind',
  title: '就诊提醒',
  payload: z.object({ appointmentId: z.string(), when: z.enum(['evening-before', 'two-hours-before']) }),
  run: async (payload, tx) => outcomeOf(await remindOfAppointment(tx, payload)),
});
