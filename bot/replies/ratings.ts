/** 评价 */
export const rating = {
  title: '评价',
  which: '要评价哪一次？',
  line: (centre: string, doctor: string, what: string, date: string) => `${date}${centre}${doctor}${what}`,
  none: '现在没有要评价的服务。有意见请回复“人工”。',
  scoreTitle: '满意吗',
  askScore: '您满意吗？请回复数字，5分最好：',
  wordTitle: '想说的',
  askWord: '还有什么想说的吗？一两句就好。',
  wordHint: '请用200个字以内写。',
  skip: '没有了',
  thanks: (score: number, label: string) => `您评了${score}分（${label}），谢谢您的评价。`,
  low: (score: number, label: string) =>
    `您评了${score}分（${label}）。很抱歉没让您满意，您的家庭医生团队会打电话给您。`,
} as const;
