import { z } from 'zod';
import { noteMissed } from '#domain/clinics/miss.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

/** Looks whether somebody came, a while after their slot. */
export const missAppointment = defineJob({
  name: 'appointment.miss',
  title: '到点未到的记录',
  payload: z.object({ appointmentId: z.string() }),
  run: async ({ appointmentId }, tx) => outcomeOf(await noteMissed(tx, appointmentId)),
});
