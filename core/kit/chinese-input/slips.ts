/** Slips of southern typists and of voice recognition that hit words of everyday bookings, and what was meant. */
const slips: readonly (readonly [RegExp, string])[] = [
  [/(?:今玩|今碗|今挽|金晚|斤晚)/gu, '今晚'],
  [/(?:名天|明填|明添|民天)/gu, '明天'],
  [/(?:名晚|明玩|明碗|民晚)/gu, '明晚'],
  [/(?:后添|候天|后填)/gu, '后天'],
  [/(?:星其|心期|星奇)(?=[一二三四五六日天])/gu, '星期'],
  [/(?:礼败|里拜|理拜)(?=[一二三四五六日天])/gu, '礼拜'],
  [/(?:予约|预月|预越|玉约|欲约|予月|预悦|预阅|于约|育约)/gu, '预约'],
  [/(?:挂浩|卦号|挂好(?=$|[,。]))/gu, '挂号'],
  [/(?:医声|衣生|一生(?=$|[,。])|医僧|医森)/gu, '医生'],
  [/(?:家廷|家停|加庭)/gu, '家庭'],
  [/血鸭|雪压/gu, '血压'],
  [/雪糖|血唐/gu, '血糖'],
  [/痺/gu, '痹'],
];

export function correctSlips(text: string): string {
  return slips.reduce((read, [slip, meant]) => read.replace(slip, meant), text);
}
