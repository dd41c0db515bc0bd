import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** 评价: one question after something was done for somebody; one number answers it. */

/** As they are offered: the first line is the best. */
export const scoreLines = [
  { score: 5, label: '很满意' },
  { score: 4, label: '满意' },
  { score: 3, label: '一般' },
  { score: 2, label: '不满意' },
  { score: 1, label: '很不满意' },
] as const;

/** What is rated, as residents call it. */
export const servedWords: Readonly<Record<string, string>> = {
  appointment: '门诊',
  encounter: '随访',
  consultation: '咨询',
  referral: '转诊',
  supply: '取药',
  'home-visit': '上门服务',
};

export const ratingAsked = defineNotice({
  name: 'rating.asked',
  title: '服务评价',
  purpose: 'invitation',
  switchLabel: '服务评价',
  data: z.object({ name: z.string(), kind: z.string(), doctor: z.string(), centre: z.string() }),
  sample: { name: '王*英', kind: 'appointment', doctor: '陈志远', centre: '拱北' },
  text: ({ kind, doctor, centre }) =>
    [
      `您对${centre}${doctor === '' ? '' : `${doctor}的`}${servedWords[kind] ?? '服务'}满意吗？请在微信里回复数字：`,
      ...scoreLines.map(({ label }, index) => `${index + 1}. ${label}`),
    ].join('\n'),
  template: ({ name, kind, doctor, centre }) => ({
    subject: `${servedWords[kind] ?? '服务'}评价`,
    person: name,
    doctor: doctor === '' ? centre : doctor,
    state: '请回复“评价”打分',
  }),
});
