import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** What staff are told about clinics. */

/** Who is never closed out for missing visits is called instead (domain.md §3). */
export const missedOften = defineNotice({
  name: 'work.missed-often',
  title: '多次未到，请打电话',
  purpose: 'work',
  data: z.object({ name: z.string(), times: z.number().int(), phone: z.string() }),
  sample: { name: '王秀英', times: 3, phone: '13800000001' },
  text: ({ name, times, phone }) =>
    `${name}近期约了门诊${times}次没有来。按规定不暂停其预约，请打电话问问情况：${phone}。`,
});

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
