import { z } from 'zod';
import type { StaffTaskReason } from '../staff-tasks/staff-task.ts';
import { defineNotice } from './notice.ts';

/** What staff are told about calls and visits. Phone numbers stand in no push: 电话任务 shows each with an audit line. */

/** Why somebody is to be called, as staff read it. */
export const staffTaskWords: Readonly<Record<StaffTaskReason, string>> = {
  'missed-often': '近期约了门诊多次没有来',
  'notice-unreached': '有通知没有送到',
  'care-unreached': '到了随访时间，聊天联系不上',
  'alert-unreachable': '预警后电话联系不上',
  'referral-urgent': '转诊还没有人答复',
  'rating-low': '评价较低，请回访',
  'visit-declined': '不能上门，说好了打电话',
  'medicine-stopped': '自己停了一种药，请了解情况',
  'medicine-short': '在用的药缺货，想请医生电话说',
  'broadcast-unreached': '有一条广播通知没有送到',
};

const task = z.object({ name: z.string(), why: z.string(), kind: z.enum(['phone', 'visit']) });
const sample = { name: '王秀英', why: staffTaskWords['referral-urgent'], kind: 'phone' as const };

export const staffTaskAsked = defineNotice({
  name: 'staff-task.asked',
  title: '请尽快打电话',
  purpose: 'work',
  data: task,
  sample,
  text: ({ name, why, kind }) => `请今天${verbs[kind]}${name}：${why}。回复“电话任务”查看并登记结果。`,
});

export const staffTaskOverdue = defineNotice({
  name: 'staff-task.overdue',
  title: '电话任务转给上级',
  purpose: 'work',
  data: task.extend({ before: z.string() }),
  sample: { ...sample, before: '林晓梅' },
  text: ({ name, why, kind, before }) =>
    `${before}的任务转给您：${verbs[kind]}${name}（${why}）。回复“电话任务”查看并登记结果。`,
});

const verbs = { phone: '打电话给', visit: '上门看望' } as const;
