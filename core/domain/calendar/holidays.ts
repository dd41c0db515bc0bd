/**
 * 法定节假日与调休, as dated data: one entry a year, written when the State Council's notice for it is out (each November).
 * Whoever adds a year adds its source; the alarm of `missingHolidays` says when one is due.
 */
export interface HolidayYear {
  year: number;
  source: string;
  /** From and to, both free, YYYY-MM-DD. */
  holidays: readonly { name: string; from: string; to: string }[];
  /** Weekend days that are worked (调休上班). */
  workedWeekends: readonly string[];
}

export const holidayYears: readonly HolidayYear[] = [
  {
    year: 2026,
    source: '国务院办公厅关于2026年部分节假日安排的通知，2025年11月4日',
    holidays: [
      { name: '元旦', from: '2026-01-01', to: '2026-01-03' },
      { name: '春节', from: '2026-02-15', to: '2026-02-23' },
      { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
      { name: '劳动节', from: '2026-05-01', to: '2026-05-05' },
      { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
      { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
      { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
    ],
    workedWeekends: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];
