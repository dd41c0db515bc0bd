/** What surrounds care: calls and visits by staff, cover, consultations, visits at home, complaints, ratings (domain.md §6). */
export interface CareWorkRules {
  staffTasks: StaffTaskRules;
  duty: DutyRules;
  absence: AbsenceRules;
  consultations: ConsultationRules;
  ratings: RatingRules;
  homeVisits: HomeVisitRules;
  complaints: ComplaintRules;
}

/** 上门 (domain.md §6). Times on the district's clock (HH:MM). */
export interface HomeVisitRules {
  /** Offered when it is asked for; anything else may be written. Codes are stored: never renamed. */
  reasons: readonly { code: string; name: string }[];
  /** So many days ahead a day may be wished for. */
  daysAhead: number;
  /** When staff come, in the two parts of a day. */
  morning: { from: string; to: string };
  afternoon: { from: string; to: string };
  /** Working days within which it is arranged or declined; then the next owner has it. */
  answerWithinWorkingDays: number;
  /** Working days after the time that was arranged within which is recorded what came of it. */
  recordWithinWorkingDays: number;
  /** So many visits to a closed door end it. */
  vainVisits: number;
  invitations: {
    at: string;
    /** Who of a priority group has no contract is invited. */
    tags: readonly string[];
    timesAYear: number;
    /** So many of a centre are invited on a day, so that staff can come to those who say yes. */
    aDay: number;
    /** An invitation that nobody answers lapses after so many days. */
    holdsDays: number;
  };
}

/** 投诉 (domain.md §6). */
export interface ComplaintRules {
  /** Working days for an answer; then it is the next administrator's above. */
  answerWithinWorkingDays: number;
  /** An answer to which nothing is said for so many days ends it. */
  closeAfterDays: number;
  /** So many of one account may be open at a time. */
  openAtATime: number;
  /** Whom else one may call. */
  otherWays: readonly { name: string; phone: string }[];
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
