import { z } from 'zod';
import type { NoticeCard } from './delivery-channel.ts';
import { defineNotice } from './notice.ts';

/** What staff are told about referrals. What somebody has stands only inside the card, not in the line of a locked phone. */

const referralCase = z.object({
  number: z.string(),
  name: z.string(),
  /** 女 68岁 */
  person: z.string(),
  /** 转诊, 检查, 转回社区 */
  what: z.string(),
  urgency: z.enum(['routine', 'urgent', 'emergency']),
  /** 拱北 陈志远医生 */
  from: z.string(),
  to: z.string(),
  department: z.string(),
  reason: z.string(),
  /** The number to call. */
  phone: z.string(),
  by: z.string(),
});

export type ReferralCase = z.infer<typeof referralCase>;

const sample: ReferralCase = {
  number: '0003',
  name: '王秀英',
  person: '女 68岁',
  what: '转诊',
  urgency: 'urgent',
  from: '拱北 陈志远医生',
  to: '市二院',
  department: '心血管内科',
  reason: '用三种以上降压药、足量，血压仍不达标',
  phone: '0756-5551004',
  by: '3月3日（周二）下午3:00',
};

/** How fast, in front of a title; nothing for a routine one. */
export const urgencyWords = { routine: '', urgent: '加急', emergency: '急危重症' } as const;

const before = ({ by, urgency }: ReferralCase) => (urgency === 'emergency' ? '请马上处理' : `请在${by}前答复`);

/** To the family doctor: a resident asks. */
export const referralReview = defineNotice({
  name: 'referral.review',
  title: '转诊申请卡片',
  purpose: 'work',
  data: referralCase,
  sample,
  text: (data) =>
    `${data.name}申请${data.what}${data.number}，${before(data)}。回复“转诊处理”查看，或“同意转诊${data.number}”“先到中心${data.number}”。`,
  card: (data) => ({
    ...face(`${data.what}申请 ${data.number}`, data),
    buttons: [
      { key: 'send', label: `同意转${cut(data.to, 7)}`, style: 'primary' },
      { key: 'centre-first', label: '先到中心看', style: 'plain' },
      { key: 'open', label: '看详情', style: 'plain' },
    ],
  }),
});

/** To the recipient's desk. By SMS too, where WeCom does not reach: so nobody is named in it. */
export const referralAtDesk = defineNotice({
  name: 'referral.at-desk',
  title: '收到转诊',
  purpose: 'safety',
  data: referralCase,
  sample,
  text: (data) =>
    `收到${urgencyWords[data.urgency]}${data.what}${data.number}，来自${data.from}，${before(data)}。回复“转诊处理”，或登录转诊服务台网页。联系电话${data.phone}。`,
  card: (data) => ({
    ...face(`${urgencyWords[data.urgency]}${data.what} ${data.number}`, data),
    buttons:
      data.urgency === 'emergency'
        ? [
            { key: 'attend', label: '已到诊', style: 'primary' },
            { key: 'open', label: '处理', style: 'plain' },
          ]
        : [
            { key: 'accept', label: '接收', style: 'primary' },
            { key: 'decline', label: '不接收', style: 'danger' },
          ],
  }),
});

/** Nobody answered: to the next who may. */
export const referralOverdue = defineNotice({
  name: 'referral.overdue',
  title: '转诊超时',
  purpose: 'safety',
  data: referralCase.extend({ who: z.string() }),
  sample: { ...sample, who: '市二院转诊服务台' },
  text: (data) =>
    `${urgencyWords[data.urgency]}${data.what}${data.number}：${data.who}没有按时处理，请您过问。回复“转诊处理”查看，联系电话${data.phone}。`,
  card: (data) => ({
    ...face(`超时：${data.what} ${data.number}`, data),
    description: `${data.who}没有按时处理，请您过问`,
    buttons: [{ key: 'open', label: '处理', style: 'primary' }],
  }),
});

/** To the other side: what became of it. */
export const referralProgress = defineNotice({
  name: 'referral.progress',
  title: '转诊进展',
  purpose: 'work',
  data: z.object({ number: z.string(), name: z.string(), what: z.string(), news: z.string() }),
  sample: { number: '0003', name: '王秀英', what: '转诊', news: '市二院已接收，3月5日（周四）上午9:00' },
  text: ({ number, name, what, news }) => `${name}的${what}${number}：${news}。`,
});

/** To the family doctor: the summary is here. */
export const referralSummary = defineNotice({
  name: 'referral.summary',
  title: '转诊小结回来了',
  purpose: 'work',
  data: referralCase,
  sample,
  text: (data) =>
    `${data.name}的${data.what}${data.number}：${data.to}的小结或结果回来了，请在${data.by}前看过并办结。回复“转诊处理”查看，或“办结转诊${data.number}”。`,
  card: (data) => ({
    ...face(`小结回来了：${data.what} ${data.number}`, data),
    buttons: [
      { key: 'open', label: '看小结', style: 'primary' },
      { key: 'close', label: '已看过，办结', style: 'plain' },
    ],
  }),
});

/** Somebody has to call the recipient. */
export const referralCall = defineNotice({
  name: 'referral.call',
  title: '请打电话催转诊',
  purpose: 'safety',
  data: referralCase,
  sample,
  text: (data) =>
    `${urgencyWords[data.urgency]}${data.what}${data.number}还没有答复，请现在打电话给${data.to}${data.phone}。打过了请回复“转诊处理”，把结果记下来。`,
});

export const referralWorkNotices = [
  referralReview,
  referralAtDesk,
  referralOverdue,
  referralProgress,
  referralSummary,
  referralCall,
] as const;

function face(title: string, data: ReferralCase): Pick<NoticeCard, 'title' | 'description' | 'lines'> {
  return {
    title,
    description: `${data.name} ${data.person}`,
    lines: [
      { name: '来自', value: cut(data.from, 30) },
      { name: '去向', value: cut([data.to, data.department].filter(Boolean).join(' '), 30) },
      { name: '原因', value: cut(data.reason || '见详情', 30) },
      ...(data.by === '' ? [] : [{ name: '时限', value: cut(data.by, 30) }]),
      ...(data.phone === '' ? [] : [{ name: '电话', value: data.phone }]),
    ],
  };
}

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
