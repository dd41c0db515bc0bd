import { z } from 'zod';
import type { ResidentWord } from '../referrals/rules.ts';
import type { NoticeDefinition } from './notice.ts';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

/**
 * What residents are told about a referral: one for each step. None names what somebody has; the department stands only
 * where they must find it. Names are masked.
 */
const told = z.object({
  name: z.string(),
  number: z.string(),
  /** 转诊, 检查, 转回社区 */
  what: z.string(),
  /** Who refers: 陈志远医生, 市二院. */
  sender: z.string(),
  /** The family doctor. */
  doctor: z.string(),
  /** Empty while nobody knows where to. */
  to: z.string(),
  toPhone: z.string(),
  centrePhone: z.string(),
  urgency: z.enum(['routine', 'urgent', 'emergency']),
  /** Until when the next one answers, said in full; empty when nobody has to. */
  by: z.string(),
  /** A sentence without its full stop: advice, or why not. */
  why: z.string(),
  inChat: z.boolean(),
  appointment: z
    .object({
      when: z.string(),
      place: z.string(),
      department: z.string(),
      doctor: z.string(),
      /** 床位 or 门诊号, of one that comes down. */
      kept: z.object({ name: z.string(), value: z.string() }).optional(),
      bring: z.string(),
      validUntil: z.string(),
      filing: z.string(),
      /** Further visits, said in full: a course of rehabilitation. */
      visits: z.array(z.string()),
    })
    .optional(),
});

export type ReferralTold = z.infer<typeof told>;

const sample: ReferralTold = {
  name: '王*英',
  number: '0003',
  what: '转诊',
  sender: '陈志远医生',
  doctor: '陈志远',
  to: '市二院',
  toPhone: '0756-5552002',
  centrePhone: '0756-5551004',
  urgency: 'routine',
  by: '3月3日（周二）下午3:00',
  why: '建议先到社区中心看',
  inChat: true,
  appointment: {
    when: '3月5日（周四）上午9:00',
    place: '南院区 门诊楼3楼',
    department: '心血管内科',
    doctor: '赵一鸣',
    bring: '身份证、医保卡',
    validUntil: '3月12日（周四）',
    filing: '不用办，带上医保卡，直接结算',
    visits: [],
  },
};

function referralNotice(
  word: ResidentWord,
  { title, state, text }: { title: string; state: string; text: (data: ReferralTold) => string },
): NoticeDefinition<ReferralTold> {
  return defineNotice({
    name: `referral.${word}`,
    title,
    purpose: 'service',
    data: told,
    sample,
    text,
    template: ({ name, what, to, number }) => ({
      subject: thing(what),
      person: thing(name),
      place: thing(to),
      number,
      state: thing(state),
    }),
  });
}

const subject = ({ name, what, number }: ReferralTold) => `${name}的${what}（编号${number}）`;
const or = ({ inChat, centrePhone }: ReferralTold, words: string) =>
  inChat ? `请回复“${words}”` : `请打电话${centrePhone}`;
const answers = (data: ReferralTold) => (data.by === '' ? '' : `${data.by}前答复，到时通知您。`);

export const referralRequested = referralNotice('requested', {
  title: '转诊申请已提交',
  state: '等医生答复',
  text: (data) => `${subject(data)}已交给${data.doctor}医生，${answers(data)}不想转了${or(data, '撤回转诊')}。`,
});

export const referralConsentAsked = referralNotice('consent-asked', {
  title: '请您同意转诊',
  state: '等您同意',
  text: (data) =>
    `${data.sender}建议${data.name}${data.what === '检查' ? '到' : '转到'}${data.to}${data.what === '检查' ? '做检查' : ''}，编号${data.number}。要把病情资料交给${data.to}，只用于这一次。同意${or(data, '同意转诊')}，不同意${or(data, '撤回转诊')}。${data.by}前有效。`,
});

export const referralSent = referralNotice('sent', {
  title: '转诊已发出',
  state: '等医院答复',
  text: (data) => {
    const call = data.toPhone === '' ? '' : `，电话${data.toPhone}`;
    switch (data.urgency) {
      case 'emergency':
        return `请马上到${data.to}急诊，不用等答复，资料已经发过去了${call}。不能自己去，请立即打120。`;
      case 'urgent':
        return `${subject(data)}已加急发给${data.to}，${answers(data)}着急可以直接联系${call === '' ? '社区中心' : call.slice(1)}。病情加重请立即打120。`;
      case 'routine':
        return `${subject(data)}已发给${data.to}，${answers(data)}想看进度${or(data, '转诊')}。`;
    }
  },
});

export const referralAccepted = referralNotice('accepted', {
  title: '转诊已接收',
  state: '已接收，请按时去',
  text: (data) => {
    const { appointment } = data;
    const lines = appointment
      ? [
          `时间：${appointment.when}`,
          `地点：${appointment.place}`,
          `科室：${appointment.department}`,
          ...(appointment.doctor === '' ? [] : [`医生：${appointment.doctor}`]),
          ...(appointment.kept ? [`${appointment.kept.name}：${appointment.kept.value}`] : []),
          ...(appointment.visits.length > 0 ? [`以后：${appointment.visits.join('；')}`] : []),
          `请带：${appointment.bring}`,
          `有效期：到${appointment.validUntil}`,
          `医保备案：${appointment.filing}`,
        ]
      : [];
    return [`${data.to}已接收${subject(data)}：`, ...lines, `去不了${or(data, '撤回转诊')}。`].join('\n');
  },
});

export const referralAttended = referralNotice('attended', {
  title: '已到诊',
  state: '已到诊',
  text: (data) => `${subject(data)}：已在${data.to}到诊。小结或结果出来会交给${data.doctor}医生，到时通知您。`,
});

export const referralReturned = referralNotice('returned', {
  title: '小结已回到中心',
  state: '小结已回到中心',
  text: (data) => `${subject(data)}：${data.to}的小结或结果已交给${data.doctor}医生，医生看过会与您联系。`,
});

export const referralClosed = referralNotice('closed', {
  title: '转诊办结',
  state: '已办结',
  text: (data) => `${subject(data)}已办结，${data.doctor}医生会继续照看。有不舒服${or(data, '人工')}。`,
});

export const referralAdvised = referralNotice('advised', {
  title: '医生的建议',
  state: '医生有建议',
  text: (data) =>
    `${data.doctor}医生看了${subject(data)}：${data.why}。要约号${or(data, '夜门诊')}，有疑问请打电话${data.centrePhone}。`,
});

export const referralDeclined = referralNotice('declined', {
  title: '转诊未接收',
  state: '未接收',
  text: (data) =>
    `很抱歉，${data.to}这次没能接收${subject(data)}：${data.why}。已告诉${data.doctor}医生，会另作安排。有疑问请打电话${data.centrePhone}。`,
});

export const referralForwarded = referralNotice('forwarded', {
  title: '医院建议另转',
  state: '医院建议另转',
  text: (data) => `${data.to}看了${subject(data)}，建议转到别的医院：${data.why}。要您同意才会转，请看下一条。`,
});

export const referralWithdrawn = referralNotice('withdrawn', {
  title: '转诊已撤回',
  state: '已撤回',
  text: (data) => `${subject(data)}已撤回，不再安排。还需要${or(data, '转诊')}。`,
});

export const referralLapsed = referralNotice('lapsed', {
  title: '转诊已过期',
  state: '已过期',
  text: (data) =>
    `${subject(data)}过了有效期，已作废。还需要${or(data, '转诊')}，已经去看过的${or(data, '人工')}说一声。`,
});

/** The evening before a visit. */
export const referralReminder = defineNotice({
  name: 'referral.reminder',
  purpose: 'care',
  switchLabel: '就诊提醒',
  data: told,
  sample,
  text: (data) =>
    `提醒您：${data.name}明天到${data.to}${data.appointment ? `，${data.appointment.when}，${data.appointment.place}${data.appointment.department}` : ''}。请带${data.appointment?.bring ?? '身份证、医保卡'}。去不了${or(data, '撤回转诊')}。`,
  template: ({ name, to, what, number }) => ({
    subject: thing(what),
    person: thing(name),
    place: thing(to),
    number,
    state: thing('明天就诊，请按时去'),
  }),
});

/** The notice of each word; complete by type. */
export const referralNotices: Readonly<Record<ResidentWord, NoticeDefinition<ReferralTold>>> = {
  requested: referralRequested,
  'consent-asked': referralConsentAsked,
  sent: referralSent,
  accepted: referralAccepted,
  attended: referralAttended,
  returned: referralReturned,
  closed: referralClosed,
  advised: referralAdvised,
  declined: referralDeclined,
  forwarded: referralForwarded,
  withdrawn: referralWithdrawn,
  lapsed: referralLapsed,
};
