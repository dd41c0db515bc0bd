import type { Dialogue } from '../dialogue-world.ts';
import type { Phrase } from '../router/phrases.ts';
import type { CardHandler } from '../router/talk.ts';
import { answerByConsultationNumber, answerConsultation, consultationCards } from './answer-consultation.ts';
import { acceptAll, answerByNumber, contractCards } from './answer-contract.ts';
import { answerReferralByNumber, referralCards, residentAnswersReferral } from './answer-referral.ts';
import { answerOffer, wantOffer } from './answer-offer.ts';
import { alertCards, answerAlerts } from './answer-alert.ts';
import { arrangeHomeVisits, homeVisitCards } from './arrange-home-visits.ts';
import { broadcastToMany } from './broadcast.ts';
import { broadcastCards, broadcastWords } from './broadcast-words.ts';
import { bindAccount } from './bind.ts';
import { bookExpertClinic, bookNightClinic } from './book-clinic.ts';
import { bookForResident } from './book-for.ts';
import { cancelVisit } from './cancel-appointment.ts';
import { changeVisit } from './change-appointment.ts';
import { changeService } from './change-service.ts';
import { checkIn } from './check-in.ts';
import { clinicWords } from './clinic-words.ts';
import { closeClinic } from './close-session.ts';
import { enterDeathOf } from './enter-death.ts';
import { enterDiagnosis } from './enter-diagnosis.ts';
import { planDuty } from './duty.ts';
import { complain } from './complain.ts';
import { showComplaintProgress } from './complaint-progress.ts';
import { consult } from './consult.ts';
import { answerByComplaintNumber, complaintCards, decideComplaints } from './decide-complaints.ts';
import { lookUpRecord } from './look-up-record.ts';
import { medicineCards, supplierCards, supplyCards } from './medicine-cards.ts';
import { manageMedicines } from './medicine-list.ts';
import { medicineShort } from './medicine-short.ts';
import { showMedicines } from './medicines.ts';
import { prepareMedicines } from './prepare-medicines.ts';
import { runningOut } from './running-out.ts';
import { manageFamily } from './family.ts';
import { readHealthTips } from './health-tips.ts';
import { requestHomeVisit } from './home-visit.ts';
import { hostGathering } from './host-gathering.ts';
import { seeLectures } from './lectures.ts';
import { showMine } from './mine.ts';
import { notMe } from './not-me.ts';
import { changeNotices } from './notice-settings.ts';
import { handleReferrals } from './handle-referrals.ts';
import { referUp } from './refer.ts';
import { startReferral } from './start-referral.ts';
import { followUp } from './follow-up.ts';
import { followUpWork } from './follow-up-work.ts';
import { myReadings } from './my-readings.ts';
import { higherHospital, openingHours, phoneNumber, wayThere } from './public-questions.ts';
import { rateService } from './rate.ts';
import { recordAway } from './record-absence.ts';
import { reviewContracts } from './review-contracts.ts';
import { signForResident } from './sign-for.ts';
import { signContract } from './sign.ts';
import { showRecord } from './show-record.ts';
import { showReports } from './show-reports.ts';
import { showServiceTime } from './service-time.ts';
import { signInAtSitIn } from './sit-in.ts';
import { showStaffTasks } from './staff-tasks.ts';
import { talkToPerson } from './talk-to-person.ts';
import { todayClinic } from './today-clinic.ts';
import { seeTrainings } from './trainings.ts';
import { unbindAccount } from './unbind.ts';
import { verifyIdentity } from './verify-identity.ts';
import { showWorkbench } from './workbench.ts';

/*
 * Three rules for authors:
 *
 *   1. Between questions, only read. All writing is in `act`.
 *   2. A question's key is unique and for ever; in a loop, `child.${i}`. When its meaning changes, it takes a new key.
 *   3. No `try`, no clock of your own, no chance: now is `world.tx.now`.
 *
 * A dialogue is listed here by name; the menu and 帮助 find it by its service's word (replies/services.ts).
 */
export const dialogues: readonly Dialogue[] = [
  talkToPerson,
  changeService,
  bindAccount,
  unbindAccount,
  manageFamily,
  changeNotices,
  showMine,
  showReports,
  showRecord,
  bookNightClinic,
  bookExpertClinic,
  cancelVisit,
  changeVisit,
  checkIn,
  answerOffer,
  showMedicines,
  runningOut,
  medicineShort,
  followUp,
  myReadings,
  followUpWork,
  enterDiagnosis,
  enterDeathOf,
  answerAlerts,
  showWorkbench,
  consult,
  rateService,
  requestHomeVisit,
  arrangeHomeVisits,
  complain,
  showComplaintProgress,
  decideComplaints,
  answerConsultation,
  showStaffTasks,
  prepareMedicines,
  manageMedicines,
  lookUpRecord,
  todayClinic,
  bookForResident,
  closeClinic,
  recordAway,
  planDuty,
  signInAtSitIn,
  showServiceTime,
  hostGathering,
  broadcastToMany,
  seeTrainings,
  seeLectures,
  readHealthTips,
  signContract,
  reviewContracts,
  signForResident,
  referUp,
  startReferral,
  handleReferrals,
  openingHours,
  wayThere,
  phoneNumber,
  higherHospital,
  verifyIdentity,
];

/** Presses on the cards of notices, by the prefix of the card's task id. */
export const cards: readonly CardHandler[] = [
  contractCards,
  consultationCards,
  complaintCards,
  homeVisitCards,
  referralCards,
  alertCards,
  supplyCards,
  supplierCards,
  medicineCards,
  broadcastCards,
];

/** Words that do one thing at once: “同意 1234”. */
export const phrases: readonly Phrase[] = [
  answerByNumber,
  answerByConsultationNumber,
  answerByComplaintNumber,
  acceptAll,
  answerReferralByNumber,
  residentAnswersReferral,
  wantOffer,
  ...broadcastWords,
  ...clinicWords,
  notMe,
];
