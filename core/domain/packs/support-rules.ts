/** Experts who sit in, doctors who serve at a centre, staff who are lent, and training (domain.md §3, §6; seeds 000–002). */
export interface SupportRules {
  sitIns: SitInRules;
  serviceTime: ServiceTimeRules;
  loan: LoanRules;
  training: TrainingRules;
}

/** 坐诊签到. How many half-days a week are due stands in `clinics.sitInsPerWeek`. */
export interface SitInRules {
  /** An expert may sign in so long before the session begins, minutes; until it ends. */
  signInFromMinutesBefore: number;
}

/** 晋升前的基层服务时间. A year is counted in days, because spells are added up. */
export interface ServiceTimeRules {
  /** Only stretches that ran on for at least so many months count; 0: every day counts. */
  shortestMonths: number;
  totalDays: number;
  /** One stretch of so many months running is enough by itself; null where nothing says so. */
  orRunningMonths: number | null;
}

/** 借用 of a centre's staff. */
export interface LoanRules {
  mostMonths: number;
  /** The centre's administrators are reminded so many days before the end. */
  remindDaysBefore: number;
}

/** 乡村医生 a calendar year: doctors of a village's or neighbourhood's station. */
export interface TrainingRules {
  timesAYear: number;
  daysAYear: number;
}
