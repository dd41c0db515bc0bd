import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** To the district's administrators: the State Council's notice for a year is not in the program yet. */
export const holidaysMissing = defineNotice({
  name: 'calendar.holidays-missing',
  title: '节假日数据缺失',
  purpose: 'work',
  data: z.object({ year: z.number().int() }),
  sample: { year: 2027 },
  text: ({ year }) =>
    `系统里还没有${year}年的节假日安排。没有它，答复时限和排班会把节假日当成工作日。请联系系统管理员按国务院办公厅的通知补上。`,
});

export const calendarNotices = [holidaysMissing] as const;
