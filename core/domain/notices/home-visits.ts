import { z } from 'zod';
import type { DeclineReason, OtherOffer } from '../home-visits/home-visit.ts';
import type { NoticeCard } from './delivery-channel.ts';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

/** 上门: what residents and staff are told. What for stands in no line of a locked phone. */

/** 不方便上门的原因, as residents read it. */
const declined = {
  'clinic-fits': '您的情况到中心看更合适',
  'hospital-needed': '您的情况要到医院看',
  'out-of-area': '您住的地方不在我们上门的范围',
  'no-time': '最近排不开人手',
} as const satisfies Record<DeclineReason, string>;

const offered = {
  'night-clinic': '约到中心看，请回复“夜门诊”。',
  consultation: '可以先问医生，请回复“咨询”。',
  referral: '要转到医院，请回复“转诊”。',
  call: '医生会打电话给您，请留意接听。',
} as const satisfies Record<OtherOffer, string>;

const toResident = z.object({
  name: z.string(),
  doctor: z.string(),
  /** 3月5日（周四）下午3:00; empty when it is not arranged. */
  when: z.string(),
  /** The centre's number. */
  phone: z.string(),
  inChat: z.boolean(),
});
type ToResident = z.infer<typeof toResident>;

const residentSample: ToResident = {
  name: '王秀英',
  doctor: '何静',
  when: '3月5日（周四）下午3:00',
  phone: '0756-5551004',
  inChat: true,
};

const howToChange = ({ inChat, phone }: ToResident) =>
  inChat ? '时间不合适或者不用来了，请回复“上门”。' : `时间不合适或者不用来了，请打${phone}。`;

const where = '家里';

export const homeVisitPlanned = defineNotice({
  name: 'home-visit.planned',
  title: '上门已安排',
  purpose: 'service',
  data: toResident,
  sample: residentSample,
  text: (data) =>
    `${data.name}您好，${data.doctor}会在${data.when}上门，来之前会先打电话。${howToChange(data)}不舒服加重请打120。`,
  template: ({ name, when, doctor }) => ({
    name: thing(name),
    when: thing(when),
    place: where,
    note: thing(`${doctor}上门`),
  }),
});

export const homeVisitReminder = defineNotice({
  name: 'home-visit.reminder',
  title: '上门提醒',
  purpose: 'care',
  switchLabel: '就诊提醒',
  data: toResident,
  sample: residentSample,
  text: (data) => `${data.name}您好，提醒您：${data.doctor}${data.when}上门，请留人在家。${howToChange(data)}`,
  template: ({ name, when, doctor }) => ({
    name: thing(name),
    when: thing(when),
    place: where,
    note: thing(`${doctor}上门，请留人在家`),
  }),
});

export const homeVisitDeclined = defineNotice({
  name: 'home-visit.declined',
  title: '不能上门',
  purpose: 'service',
  data: toResident.extend({
    reason: z.enum(['clinic-fits', 'hospital-needed', 'out-of-area', 'no-time']),
    offer: z.enum(['night-clinic', 'consultation', 'referral', 'call']),
  }),
  sample: { ...residentSample, reason: 'clinic-fits' as const, offer: 'night-clinic' as const },
  text: ({ name, reason, offer, inChat, phone }) =>
    `${name}您好，这次不能上门：${declined[reason]}。${inChat || offer === 'call' ? offered[offer] : `请打${phone}，我们帮您另外安排。`}急病请打120。`,
  template: ({ name, doctor }) => ({ subject: '上门申请', person: name, doctor, state: '这次不能上门，请看公众号' }),
});

export const homeVisitHandedOn = defineNotice({
  name: 'home-visit.handed-on',
  title: '上门申请转给同事',
  purpose: 'service',
  data: toResident,
  sample: { ...residentSample, when: '' },
  text: ({ name, doctor, inChat, phone }) =>
    `${name}您好，让您久等了，您的上门申请已转给${doctor}，会尽快答复您。${inChat ? '不用来了请回复“上门”。' : `不用来了请打${phone}。`}不舒服加重请打120。`,
  template: ({ name, doctor }) => ({ subject: '上门申请', person: name, doctor, state: '已转给这位，请稍候' }),
});

export const homeVisitNotHome = defineNotice({
  name: 'home-visit.not-home',
  title: '上门没见到人',
  purpose: 'service',
  data: toResident.extend({ isOver: z.boolean() }),
  sample: { ...residentSample, isOver: false },
  text: ({ name, doctor, isOver, inChat, phone }) =>
    isOver
      ? `${name}您好，${doctor}上门没有见到人，这次就先不再来了。还需要的话，请${inChat ? '再回复“上门”' : `打${phone}`}。`
      : `${name}您好，${doctor}刚才上门没有见到人，会另外约时间。${inChat ? '不用来了请回复“上门”。' : `不用来了请打${phone}。`}`,
  template: ({ name, doctor }) => ({ subject: '上门服务', person: name, doctor, state: '上门没有见到人，请看公众号' }),
});

export const homeVisitInvited = defineNotice({
  name: 'home-visit.invited',
  title: '上门邀请',
  purpose: 'invitation',
  switchLabel: '服务邀请',
  data: z.object({ name: z.string(), centre: z.string(), phone: z.string(), inChat: z.boolean() }),
  sample: { name: '王秀英', centre: '拱北', phone: '0756-5551004', inChat: true },
  text: ({ name, centre, phone, inChat }) =>
    inChat
      ? [
          `${name}您好，${centre}社区卫生服务中心的家庭医生可以上门看看您，量血压、问问身体，不收费。要来吗？`,
          ...invitationLines.map(({ label }, index) => `${index + 1}. ${label}`),
        ].join('\n')
      : `${name}您好，${centre}社区卫生服务中心的家庭医生可以上门看看您，不收费。想请医生来，请打${phone}。`,
  template: ({ name, centre }) => ({
    subject: '家庭医生上门',
    person: name,
    doctor: `${centre}中心`,
    state: '想请医生来，请回复“上门”',
  }),
});

/** The lines under an invitation. */
export const invitationLines = [
  { key: 'yes', label: '好的，请医生来' },
  { key: 'no', label: '不用了' },
] as const;

const toStaff = z.object({
  number: z.string(),
  name: z.string(),
  /** 女 68岁 */
  person: z.string(),
  tags: z.string(),
  text: z.string(),
  /** 3月5日（周四）下午, 都行 */
  wish: z.string(),
  /** 3月5日（周四）下午3:00; empty when it is not arranged. */
  when: z.string(),
});
type ToStaff = z.infer<typeof toStaff>;

const staffSample: ToStaff = {
  number: '0001',
  name: '王秀英',
  person: '女 68岁',
  tags: '老年人、高血压',
  text: '换药',
  wish: '3月5日（周四）下午',
  when: '',
};

const howTo = '请回复“上门安排”。';

export const homeVisitAsked = defineNotice({
  name: 'home-visit.asked',
  title: '上门申请',
  purpose: 'work',
  data: toStaff,
  sample: staffSample,
  text: ({ number, name, wish }) => `${name}请人上门（${number}），想要的时间：${wish}。${howTo}`,
  card: (data) => visitCard(`上门申请 ${data.number}`, data),
});

export const homeVisitOverdue = defineNotice({
  name: 'home-visit.overdue',
  title: '上门申请超时',
  purpose: 'work',
  data: toStaff.extend({ what: z.enum(['unanswered', 'unrecorded']) }),
  sample: { ...staffSample, what: 'unanswered' as const },
  text: ({ number, name, what }) =>
    what === 'unanswered'
      ? `${name}的上门申请（${number}）超时没有答复，转给您。${howTo}`
      : `${name}的上门（${number}）还没有登记结果，转给您跟进。${howTo}`,
  card: (data) =>
    data.what === 'unanswered'
      ? visitCard(`超时的上门申请 ${data.number}`, data)
      : {
          ...visitCard(`没登记结果的上门 ${data.number}`, data),
          buttons: [{ key: 'open', label: '登记', style: 'primary' }],
        },
});

export const homeVisitToGo = defineNotice({
  name: 'home-visit.to-go',
  title: '安排您上门',
  purpose: 'work',
  data: toStaff,
  sample: { ...staffSample, when: '3月5日（周四）下午3:00' },
  text: ({ number, name, when }) => `请您${when}上门看${name}（${number}）。电话和住址请回复“上门安排”查看。`,
});

export const homeVisitWithdrawn = defineNotice({
  name: 'home-visit.withdrawn',
  title: '居民取消上门',
  purpose: 'work',
  data: z.object({ number: z.string(), name: z.string(), when: z.string() }),
  sample: { number: '0001', name: '王秀英', when: '3月5日（周四）下午3:00' },
  text: ({ number, name, when }) =>
    `${name}取消了上门（${number}）${when === '' ? '' : `，原来约的是${when}`}，不用去了。`,
});

function visitCard(title: string, { name, person, tags, text, wish }: ToStaff): Omit<NoticeCard, 'taskId'> {
  return {
    title,
    description: text,
    lines: [
      { name: '居民', value: `${name} ${person}` },
      { name: '人群', value: tags === '' ? '无' : [...tags].slice(0, 30).join('') },
      { name: '时间', value: wish },
    ],
    buttons: [
      { key: 'arrange', label: '安排', style: 'primary' },
      { key: 'decline', label: '不能上门', style: 'plain' },
    ],
  };
}
