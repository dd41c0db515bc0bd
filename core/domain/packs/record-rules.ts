/** 报告与健康档案 (domain.md §6): how long pages stay open, what is shown, how soon a correction is answered. */
export interface RecordRules {
  /** How long a link to a page with health information opens, minutes. */
  linkMinutes: number;
  /** How long somebody need not show again that it is them, minutes. */
  visitMinutes: number;
  reportsShown: number;
  readingsShown: number;
  /** Of each kind, in the picture of how they went. */
  trendReadings: number;
  encountersShown: number;
  looksShown: number;
  /** A record that nobody has touched for so many months: an update is advised. */
  updateAfterMonths: number;
  correctionWithinWorkingDays: number;
}
