import type { JobName } from '#domain/jobs/request-job.ts';
import { askRating } from './definitions/ask-rating.ts';
import {
  askForBroadcastCalls,
  countBroadcast,
  lapseOfBroadcast,
  noteBroadcastAnswers,
  runBroadcast,
} from './definitions/broadcasts.ts';
import { callInsteadOfNotice } from './definitions/call-instead.ts';
import { closeAnsweredCards } from './definitions/close-cards.ts';
import { escalateOpenAlert } from './definitions/escalate-alert.ts';
import { escalateContract } from './definitions/escalate-contract.ts';
import { closeAnsweredConsultation, escalateConsultation } from './definitions/consultations.ts';
import { escalateOverdueCorrection } from './definitions/escalate-correction.ts';
import { escalateOverdueTask } from './definitions/escalate-staff-task.ts';
import { closeAnsweredComplaint, escalateOverdueComplaint } from './definitions/complaints.ts';
import { expireContract } from './definitions/expire-contract.ts';
import { askHost, remindOfLecture } from './definitions/gatherings.ts';
import { escalateVisit, lapseOfInvitation, remindOfHomeVisit, tellOfInvitation } from './definitions/home-visits.ts';
import { inviteToUse } from './definitions/invite-unused.ts';
import { keepAssessment } from './definitions/keep-assessment.ts';
import { lapseWaitlist } from './definitions/lapse-waitlist.ts';
import { missAppointment } from './definitions/miss-appointment.ts';
import { offerContractRenewal } from './definitions/offer-renewal.ts';
import { offerWaitlist } from './definitions/offer-waitlist.ts';
import { referralCallDue } from './definitions/referral-call.ts';
import { referralRemind } from './definitions/referral-remind.ts';
import { referralTimeOut } from './definitions/referral-time-out.ts';
import { remindOfLentStaff } from './definitions/remind-loan.ts';
import { releaseReservedPlaces } from './definitions/release-reserved.ts';
import { remindAppointment } from './definitions/remind-appointment.ts';
import { reportDelivery } from './definitions/report-delivery.ts';
import { settleContract } from './definitions/settle-contract.ts';
import { askOfRunningOut, escalateOverdueSupply, remindOfReadySupply, tellOfMedicine } from './definitions/supplies.ts';
import { settleNotedDeath } from './definitions/settle-death.ts';
import { tellOfDoctorLeft } from './definitions/tell-doctor-left.ts';
import type { JobDefinition } from './engine/define-job.ts';

export { ticks } from './ticks.ts';

/**
 * Every job that can be asked for, by its stored name; one without a definition does not build. What belongs to talking is
 * handed in by the world, because jobs do not know the bot.
 */
export const definitions = {
  'appointment.remind': remindAppointment,
  'appointment.miss': missAppointment,
  'resident.death': settleNotedDeath,
  'session.release-reserved': releaseReservedPlaces,
  'waitlist.offer': offerWaitlist,
  'waitlist.lapse': lapseWaitlist,
  'contract.escalate': escalateContract,
  'contract.settle': settleContract,
  'contract.offer-renewal': offerContractRenewal,
  'contract.expire': expireContract,
  'contract.invite-unused': inviteToUse,
  'contract.tell-doctor-left': tellOfDoctorLeft,
  'referral.time-out': referralTimeOut,
  'referral.call': referralCallDue,
  'referral.remind': referralRemind,
  'alert.escalate': escalateOpenAlert,
  'cards.close': closeAnsweredCards,
  'rating.ask': askRating,
  'consultation.escalate': escalateConsultation,
  'consultation.close': closeAnsweredConsultation,
  'complaint.escalate': escalateOverdueComplaint,
  'complaint.close': closeAnsweredComplaint,
  'home-visit.escalate': escalateVisit,
  'home-visit.remind': remindOfHomeVisit,
  'home-visit.invite': tellOfInvitation,
  'home-visit.lapse': lapseOfInvitation,
  'staff-task.escalate': escalateOverdueTask,
  'loan.remind': remindOfLentStaff,
  'gathering.remind': remindOfLecture,
  'gathering.ask-who-came': askHost,
  'correction.escalate': escalateOverdueCorrection,
  'supply.escalate': escalateOverdueSupply,
  'supply.uncollected': remindOfReadySupply,
  'supply.ask': askOfRunningOut,
  'medicine.tell': tellOfMedicine,
  'broadcast.count': countBroadcast,
  'broadcast.run': runBroadcast,
  'broadcast.lapse': lapseOfBroadcast,
  'broadcast.call': askForBroadcastCalls,
  'broadcast.answers': noteBroadcastAnswers,
  'assessment.keep': keepAssessment,
  'delivery.call-instead': callInsteadOfNotice,
  'delivery.report': reportDelivery,
} satisfies { readonly [Name in Exclude<JobName, TalkingJob>]: JobDefinition<Name> };

/** Defined where dialogues are. */
export type TalkingJob = 'dialogue.expire';
