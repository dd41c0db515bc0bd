import { z } from 'zod';
import { defineNotice } from './notice.ts';

/** 评价: one question after something was done for somebody; one number answers it. */

/** A score from 1 to 5 (domain.md §6). */
export interface ScoreLine {
  score: number;
  label: string;
  /** What else people call it. */
  names: readonly string[];
}

/** As they are offered: the number of a line is its score, so that a bare 5 is what everybody means by five stars. */
export const scoreLines: readonly ScoreLine[] = [
  line(1, '很不满意', ['非常不满意', '太不满意了', '太差', '太差了', '很差', '非常差']),
  line(2, '不太满意', ['不满意', '不大满意', '不怎么满意', '不好', '不怎么样']),
  line(3, '一般', ['一般般', '还行', '还可以', '凑合', '马马虎虎']),
  line(4, '比较满意', ['满意', '挺满意', '还满意', '不错', '挺好', '挺好的']),
  line(5, '很满意', ['非常满意', '特别满意', '十分满意', '太满意了', '满分', '很好', '非常好', '特别好', '好评']),
];

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
      `您对${centre}${doctor === '' ? '' : `${doctor}的`}${servedWords[kind] ?? '服务'}满意吗？请在微信里回复数字，5分最好：`,
      ...scoreLines.map(({ score, label }) => `${score}. ${label}`),
    ].join('\n'),
  template: ({ name, kind, doctor, centre }) => ({
    subject: `${servedWords[kind] ?? '服务'}评价`,
    person: name,
    doctor: doctor === '' ? centre : doctor,
    state: '请回复“评价”打分',
  }),
});

/** Points and stars count the same, in figures and characters. */
function line(score: number, label: string, words: readonly string[]): ScoreLine {
  const counted = [String(score), '零一二三四五'.charAt(score)].flatMap((number) =>
    ['分', '星', '颗星'].flatMap((unit) => [`${number}${unit}`, `给${number}${unit}`, `打${number}${unit}`]),
  );
  return { score, label, names: [...words, ...counted] };
}
