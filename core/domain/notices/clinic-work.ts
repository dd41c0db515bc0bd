import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** What staff are told about clinics. */

/** 08:00 on duty days. Counts and times only: what is behind them stands in the services. */
export const workDigest = defineNotice({
  name: 'work.digest',
  title: '每日工作提要',
  purpose: 'work',
  data: z.object({ name: z.string(), date: z.string(), lines: z.array(z.string()).min(1) }),
  sample: {
    name: '陈志远',
    date: '3月2日（周一）',
    lines: ['今晚6:00夜门诊：已约9人，候补2人', '签约申请：3份待答复'],
  },
  text: ({ name, date, lines }) =>
    [
      `${name}您好，今天是${date}：`,
      ...lines.map((line, index) => `${index + 1}. ${line}`),
      '处理请回复“工作台”。',
    ].join('\n'),
});
