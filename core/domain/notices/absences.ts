import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** What staff are told about cover for who is away. */

export const coverAsked = defineNotice({
  name: 'absence.cover',
  title: '请您代班',
  purpose: 'work',
  data: z.object({ name: z.string(), from: z.string(), to: z.string(), sessions: z.number().int() }),
  sample: { name: '陈志远', from: '3月3日（周二）', to: '3月5日（周四）', sessions: 2 },
  text: ({ name, from, to, sessions }) =>
    [
      `${name}${from === to ? from : `${from}至${to}`}不在岗，由您代班。`,
      `这段时间居民的咨询、预警、签约申请和任务都到您这里${sessions === 0 ? '' : `，另有${sessions}场门诊由您坐诊`}。查看请回复“工作台”。`,
    ].join('\n'),
});

export const coverOver = defineNotice({
  name: 'absence.cover-over',
  title: '代班结束',
  purpose: 'work',
  data: z.object({ name: z.string() }),
  sample: { name: '陈志远' },
  text: ({ name }) => `${name}已经回来上班，您不用再代班。已经改由您坐诊的门诊不变，请照常出诊。`,
});
