/** What surrounds care: calls and visits by staff, cover, consultations, visits at home, complaints, ratings (domain.md §6). */
export interface CareWorkRules {
  staffTasks: StaffTaskRules;
  duty: DutyRules;
  absence: AbsenceRules;
  consultations: ConsultationRules;
  ratings: RatingRules;
}

/** 评价 (domain.md §6). */
export interface RatingRules {
  askAfterMinutes: number;
  /** Asked once more after so many days. */
  remindAfterDays: number;
  /** A score up to this is called back. */
  lowUpTo: number;
  /** So many ratings make an average that is shown. */
  fewestForAverage: number;
}

/** 健康咨询 (domain.md §6). */
export interface ConsultationRules {
  /** Unanswered for so many working days it goes to a colleague, and again to the centre. 24 working hours are one day. */
  answerWithinWorkingDays: number;
  /** Answered and nothing more said for so many days, it ends by itself. */
  closeAfterDays: number;
  /** Offered to who answers; anything else may be written. */
  cannedAnswers: readonly string[];
}

/** 值班 out of hours, on the district's clock (HH:MM). */
export interface DutyRules {
  /** The evening's duty begins; on a day off it lasts the whole day. */
  from: string;
  /** … and ends on the next morning. */
  to: string;
  /** So many days ahead the roster is planned in chat. */
  plannedDays: number;
}

/** 不在岗 (seed 002 §20: cover while a doctor trains). */
export interface AbsenceRules {
  /** The longest absence that is recorded in one go, days. */
  mostDays: number;
  /** Offered as reasons; staff read them. */
  reasons: readonly string[];
}

/** Phone and visit tasks (domain.md §5). */
export interface StaffTaskRules {
  /** Working days within which somebody is called. */
  phoneWithinWorkingDays: number;
  /** Working days within which somebody is visited. */
  visitWithinWorkingDays: number;
  /** Working days until the next try after one that failed. */
  nextTryWorkingDays: number;
  /** So many calls in vain make it a visit, or the leader's. */
  callsBeforeVisit: number;
  /** So many visits in vain make it the leader's. */
  visitsBeforeLeader: number;
}
