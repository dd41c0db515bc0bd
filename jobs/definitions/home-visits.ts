import { z } from 'zod';
import { escalateHomeVisit } from '#domain/home-visits/escalate.ts';
import { lapseInvitation, tellInvitation } from '#domain/home-visits/invite.ts';
import { remindOfVisit } from '#domain/home-visits/remind.ts';
import { defineJob } from '../engine/define-job.ts';
import { outcomeOf } from './outcome-of.ts';

const payload = z.object({ visitId: z.string() });

/** Takes a visit at home that was not arranged, or not recorded, in time to the next owner (domain.md §6). */
export const escalateVisit = defineJob({
  name: 'home-visit.escalate',
  title: '上门超时未办，转给下一位',
  payload,
  run: async ({ visitId }, tx) => outcomeOf(await escalateHomeVisit(tx, visitId)),
});

/** Reminds of a visit at home on the evening before. */
export const remindOfHomeVisit = defineJob({
  name: 'home-visit.remind',
  title: '上门前一晚提醒居民',
  payload: z.object({ visitId: z.string(), at: z.string() }),
  run: async (given, tx) => outcomeOf(await remindOfVisit(tx, given)),
});

/** Invites somebody of a priority group without a contract. */
export const tellOfInvitation = defineJob({
  name: 'home-visit.invite',
  title: '邀请居民请医生上门',
  payload,
  run: async ({ visitId }, tx) => outcomeOf(await tellInvitation(tx, visitId)),
});

/** Ends an invitation that nobody has answered. */
export const lapseOfInvitation = defineJob({
  name: 'home-visit.lapse',
  title: '上门邀请过期',
  payload,
  run: async ({ visitId }, tx) => outcomeOf(await lapseInvitation(tx, visitId)),
});
