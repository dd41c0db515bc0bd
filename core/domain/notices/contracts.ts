import { z } from 'zod';
import { defineNotice } from './notice.ts';
import { thing } from './template-field.ts';

/**
 * What residents are told about their contract. None names a package or a group: it may stand on a locked screen, and
 * 慢病管理包 would tell what somebody has. Names are masked.
 */

const party = { name: z.string(), doctor: z.string(), number: z.string() };
const sample = { name: '王*英', doctor: '陈志远', number: '0123' };

export const contractSubmitted = defineNotice({
  name: 'contract.submitted',
  title: '签约申请已提交',
  purpose: 'service',
  data: z.object({ ...party, workingDays: z.number() }),
  sample: { ...sample, workingDays: 2 },
  text: ({ name, doctor, number, workingDays }) =>
    `${name}的签约申请已交给${doctor}医生，编号${number}。医生会在${workingDays}个工作日内答复，到时通知您。想收回申请，请回复“撤回签约”。`,
  template: ({ name, doctor }) => ({
    subject: thing('家庭医生签约申请'),
    person: thing(name),
    doctor: thing(doctor),
    state: '已提交',
  }),
});

export const contractAccepted = defineNotice({
  name: 'contract.accepted',
  title: '签约成功',
  purpose: 'service',
  data: z.object({ ...party, endsOn: z.string(), phone: z.string() }),
  sample: { ...sample, endsOn: '2027年2月28日', phone: '0756-5551001' },
  text: ({ name, doctor, number, endsOn, phone }) =>
    `签约成功！${doctor}医生成为${name}的家庭医生，编号${number}，有效期到${endsOn}。联系电话${phone}。服务内容请回复“签约”查看。`,
  template: ({ name, doctor }) => ({
    subject: thing('家庭医生签约'),
    person: thing(name),
    doctor: thing(doctor),
    state: '已签约',
  }),
});

export const contractAcceptanceUndone = defineNotice({
  name: 'contract.acceptance-undone',
  title: '签约同意被收回',
  purpose: 'service',
  data: z.object(party),
  sample,
  text: ({ name, doctor, number }) =>
    `抱歉，刚才的通知有误：${doctor}医生收回了对${name}签约申请（编号${number}）的同意。申请还在等待答复，有结果马上通知您。`,
  template: ({ name, doctor }) => ({
    subject: thing('家庭医生签约'),
    person: thing(name),
    doctor: thing(doctor),
    state: '等待答复',
  }),
});

/** Sentences end without a full stop. */
const whyDeclined: Readonly<Record<string, string>> = {
  'doctor-declined': '这次没能接受',
  'out-of-area': '考虑到您住得比较远，服务不方便，没能接受',
  'needs-other-care': '建议您先到中心面谈，这次没能接受',
  'doctor-left': '已经离岗，没能接受',
};

export const contractDeclined = defineNotice({
  name: 'contract.declined',
  title: '签约申请未接受',
  purpose: 'service',
  data: z.object({ ...party, reason: z.string(), phone: z.string() }),
  sample: { ...sample, reason: 'out-of-area', phone: '0756-5551001' },
  text: ({ name, doctor, number, reason, phone }) =>
    `很抱歉，${doctor}医生${whyDeclined[reason] ?? whyDeclined['doctor-declined']}${name}的签约申请（编号${number}）。您可以回复“签约”另选一位医生，或打电话${phone}问一问。`,
  template: ({ name, doctor }) => ({
    subject: thing('家庭医生签约申请'),
    person: thing(name),
    doctor: thing(doctor),
    state: '未接受',
  }),
});

export const contractAwaitsYou = defineNotice({
  name: 'contract.awaits-you',
  title: '请本人签名',
  purpose: 'service',
  data: z.object({ name: z.string(), doctor: z.string(), starter: z.string(), until: z.string() }),
  sample: { name: '王*军', doctor: '陈志远', starter: '王*英', until: '3月8日（周日）' },
  text: ({ name, doctor, starter, until }) =>
    `${starter}给${name}选好了家庭医生：${doctor}。要您本人看过、签名才算数。请在${until}前回复“签约”查看。不愿意签不用理会。`,
  template: ({ name, doctor }) => ({
    subject: thing('家庭医生签约'),
    person: thing(name),
    doctor: thing(doctor),
    state: '等您签名',
  }),
});

export const contractRenewalOffer = defineNotice({
  name: 'contract.renewal-offer',
  purpose: 'care',
  switchLabel: '签约到期提醒',
  /** `date` with its year, for the template. */
  data: z.object({ name: z.string(), doctor: z.string(), endsOn: z.string(), date: z.string(), days: z.number() }),
  sample: { name: '李*国', doctor: '周文博', endsOn: '3月31日（周二）', date: '2026年3月31日', days: 30 },
  text: ({ name, doctor, endsOn, days }) =>
    `${name}与${doctor}医生的签约${endsOn}到期，还有${days}天。到期不会自动续约。想继续请回复“续签”，想换医生请回复“换医生”，不续不用回复。`,
  template: ({ name, doctor, date }) => ({
    subject: thing('家庭医生签约到期'),
    person: thing(name),
    doctor: thing(doctor),
    state: '即将到期',
    date,
  }),
});

export const contractUnusedItems = defineNotice({
  name: 'contract.unused-items',
  purpose: 'invitation',
  switchLabel: '服务邀请',
  data: z.object({ name: z.string(), items: z.number(), endsOn: z.string(), date: z.string() }),
  sample: { name: '李*国', items: 3, endsOn: '4月30日（周四）', date: '2026年4月30日' },
  text: ({ name, items, endsOn }) =>
    `${name}的家庭医生签约${endsOn}到期，还有${items}项服务没用完。想看是哪几项、约个时间，请回复“签约”。`,
  template: ({ name, date }) => ({
    subject: thing('签约服务还有没用的'),
    person: thing(name),
    state: '可以预约',
    date,
  }),
});

export const contractExpired = defineNotice({
  name: 'contract.expired',
  title: '签约已到期',
  purpose: 'service',
  data: z.object({ ...party, endsOn: z.string() }),
  sample: { ...sample, endsOn: '2月28日（周日）' },
  text: ({ name, doctor, number, endsOn }) =>
    `${name}与${doctor}医生的签约（编号${number}）${endsOn}已到期，没有自动续约。想继续签，请回复“签约”。`,
  template: ({ name, doctor }) => ({
    subject: thing('家庭医生签约'),
    person: thing(name),
    doctor: thing(doctor),
    state: '已到期',
  }),
});

export const contractEnded = defineNotice({
  name: 'contract.ended',
  title: '签约已结束',
  purpose: 'service',
  data: z.object({ ...party, phone: z.string() }),
  sample: { ...sample, phone: '0756-5551001' },
  text: ({ name, doctor, number, phone }) =>
    `${name}与${doctor}医生的签约（编号${number}）已经结束。有疑问请打电话${phone}；想再签，请回复“签约”。`,
  template: ({ name, doctor }) => ({
    subject: thing('家庭医生签约'),
    person: thing(name),
    doctor: thing(doctor),
    state: '已结束',
  }),
});

export const contractDoctorLeft = defineNotice({
  name: 'contract.doctor-left',
  title: '家庭医生离岗',
  purpose: 'service',
  data: z.object({ name: z.string(), doctor: z.string(), interim: z.string() }),
  sample: { name: '李*国', doctor: '林晓梅', interim: '陈志远' },
  text: ({ name, doctor, interim }) =>
    `${doctor}医生离岗了，${name}的签约先由${interim}医生负责，服务照常。请您选一位医生：回复“换医生”，可以继续由${interim}医生负责，也可以另选，不算在每年一次里。`,
  template: ({ name, interim }) => ({
    subject: thing('家庭医生离岗'),
    person: thing(name),
    doctor: thing(interim),
    state: '请选择医生',
  }),
});

export const contractNotices = [
  contractSubmitted,
  contractAccepted,
  contractAcceptanceUndone,
  contractDeclined,
  contractAwaitsYou,
  contractRenewalOffer,
  contractUnusedItems,
  contractExpired,
  contractEnded,
  contractDoctorLeft,
] as const;
