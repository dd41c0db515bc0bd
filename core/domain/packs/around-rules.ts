/** What surrounds care: calls and visits by staff, cover, consultations, visits at home, complaints, ratings (domain.md §6). */
export interface AroundRules {
  staffTasks: StaffTaskRules;
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
