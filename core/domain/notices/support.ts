import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** What staff are told about sit-ins and people who serve elsewhere. */

export const sitInTimetable = defineNotice({
  name: 'sit-ins.timetable',
  title: '下周专家坐诊表',
  purpose: 'work',
  data: z.object({ lines: z.array(z.string()).min(1), more: z.number().int() }),
  sample: { lines: ['3月4日（周三）下午2:30 拱北 心血管内科 赵一鸣'], more: 0 },
  text: ({ lines, more }) =>
    [
      '下周专家坐诊：',
      ...lines,
      ...(more === 0 ? [] : [`另有${more}场，请回复“今日门诊”查看当天的。`]),
      '居民要约，请回复“代预约”，或请居民回复“专家门诊”。',
    ].join('\n'),
});

export const loanEnds = defineNotice({
  name: 'loan.ends',
  title: '借用快到期',
  purpose: 'work',
  data: z.object({ name: z.string(), place: z.string(), until: z.string() }),
  sample: { name: '何静', place: '市二院', until: '8月31日（周一）' },
  text: ({ name, place, until }) =>
    `${name}借用到${place}，${until}到期，按规定不能再延。请安排回岗。查看请回复“服务时间”。`,
});
