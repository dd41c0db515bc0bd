import type { BroadcastRules } from './broadcast-rules.ts';
import type { AssessmentRules } from './assessment-rules.ts';
import type { CareWorkRules } from './care-work-rules.ts';
import type { EducationRules } from './education-rules.ts';
import type { FollowUpRules } from './follow-up-rules.ts';
import type { MedicineRules } from './medicine-rules.ts';
import type { RecordRules } from './record-rules.ts';
import type { ReferralRules } from './referral-rules.ts';
import type { SupportRules } from './support-rules.ts';

/**
 * A district's numbers and texts, as data with a version (domain.md, first part): never a literal in the code, never a
 * branch on a place's name. What was opened under a version keeps it (`rulePack` columns). Every leaf has its source in
 * `sources`, by path; a test fails on a gap. `unsure` lists the paths that people must check (待核实).
 */
export interface RulePack extends CareWorkRules {
  id: string;
  /** `zhuhai-xiangzhou@2026-01`: what rows store. */
  version: string;
  /** The first day it holds, YYYY-MM-DD. */
  effectiveFrom: string;
  identity: IdentityRules;
  contracts: ContractRules;
  clinics: ClinicRules;
  notices: NoticeRules;
  followUps: FollowUpRules;
  medicines: MedicineRules;
  records: RecordRules;
  retention: RetentionRules;
  referrals: ReferralRules;
  talking: TalkingRules;
  support: SupportRules;
  education: EducationRules;
  broadcasts: BroadcastRules;
  assessment: AssessmentRules;
  sources: Readonly<Record<string, string>>;
  unsure: readonly string[];
}

export interface IdentityRules {
  /** From this age a person consents and signs for themselves. */
  adultFromAge: number;
  /** From this age somebody counts as an elder (老年人). */
  elderFromAge: number;
  codeMinutes: number;
  codeTries: number;
  codesPerPhoneADay: number;
  codesPerContactADay: number;
  /** How long a code given by the centre's desk holds. */
  deskCodeMinutes: number;
  /** Pauses between two codes to one phone, seconds. */
  codePauseSeconds: number;
  /** So often within so many days a resident may be bound to another account; then the desk must look. */
  movesBeforeDesk: number;
  movesWithinDays: number;
  /** How long the former account may object. */
  objectionHours: number;
  /** How long a page for binding holds. */
  bindPageMinutes: number;
  /** Registrations of one document in a day, from however many phones. */
  registrationsPerDocumentADay: number;
  /** Family members that somebody may add in a day, and have at a time. */
  familyAddedADay: number;
  familyAtATime: number;
  /** A death that staff have noted can be taken back for so long; then everything ends. */
  deathUndoMinutes: number;
}

/** How much one account may say: so many messages at once, and so many a minute in the long run. */
export interface TalkingRules {
  messagesAtOnce: number;
  messagesAMinute: number;
}

export interface ContractRules {
  termMonths: number;
  /** Days before the end on which a renewal is offered. */
  renewalOfferDays: readonly number[];
  undoMinutes: number;
  answerWithinWorkingDays: number;
  /** Days before the end on which unused items become an invitation. */
  unusedInvitationDays: number;
  changesPerYear: number;
  /** How many minutes a page for reading and signing holds. */
  signingPageMinutes: number;
  /** How many days somebody's prepared contract waits for their signature. */
  draftDays: number;
  packages: readonly ServicePackage[];
  agreement: { version: string; title: string; text: readonly string[] };
}

export interface ServicePackage {
  /** Stored: never renamed. */
  code: string;
  name: string;
  /** Residents' tags that it is proposed for; empty is everybody's basic package. */
  forTags: readonly string[];
  /** Why it is proposed, one sentence. */
  reason: string;
  items: readonly { code: string; name: string; timesAYear: number }[];
  /** Yuan a year, and who bears it. */
  price: { total: number; insurance: number; publicHealth: number; own: number };
}

export interface ClinicRules {
  bookingOpensDaysAhead: number;
  openBookingsPerPerson: number;
  reminderMinutesBefore: number;
  /** Also the evening before, when booked at least so many days ahead. */
  eveningReminderDaysAhead: number;
  eveningReminderAt: string;
  waitlistMinutesSameDay: number;
  waitlistMinutesAhead: number;
  noShowAfterMinutes: number;
  noShowsThatBlock: number;
  noShowWindowDays: number;
  noShowBlockDays: number;
  noShowExemptFromAge: number;
  noShowExemptTags: readonly string[];
  /** Residents with one of these tags, or an active contract, may take reserved places. */
  priorityTags: readonly string[];
  /** Reserved places are released at this time of the session's day. */
  reservedUntil: string;
  /** How long before its slot somebody may say 签到, minutes. */
  arriveFromMinutesBefore: number;
  sitInsPerWeek: number;
  whatToBring: string;
}

export interface NoticeRules {
  quietFrom: string;
  quietTo: string;
  digestAt: string;
  digestLines: number;
}

/** After how many days what is no longer needed is erased. */
export interface RetentionRules {
  /** The bytes of an answer, for the platform's repeats. */
  answerDays: number;
  /** The words of a message that was handled and of a notice that has ended. */
  contentDays: number;
  /** Finished jobs. */
  jobDays: number;
}
