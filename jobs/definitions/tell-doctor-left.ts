import { z } from 'zod';
import { tellDoctorLeft } from '#domain/contracts/doctor-leaves.ts';
import { defineJob, done, skipped } from '../engine/define-job.ts';

/** Tells a page of the residents whose doctor left (domain.md §2). */
export const tellOfDoctorLeft = defineJob({
  name: 'contract.tell-doctor-left',
  title: '医生离岗通知',
  payload: z.object({ doctorId: z.string(), after: z.string() }),
  async run(payload, tx) {
    return (await tellDoctorLeft(tx, payload)) > 0 ? done() : skipped('nobody-left');
  },
});
