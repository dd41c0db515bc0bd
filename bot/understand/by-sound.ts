import { syllablesOf } from '#kit/chinese-input/pinyin.ts';

/** Words by which services are known and that nothing harmless sounds like; 评价 is not among them: 平价药房. */
const words = '随访 档案 报告 转诊 投诉 专家 签约 绑定 血压 血糖 讲座 预约 夜门诊 家庭医生'.split(' ');

/** Puts those words where something was written that sounds like them: 健康党案查一下, 随仿能改到下午吗. */
export function bySound(text: string): string {
  if (!/\p{Script=Han}{2}/u.test(text)) return text;
  const characters = [...text];
  const sounds = syllablesOf(text);
  for (const word of words) {
    const wanted = syllablesOf(word);
    for (let at = 0; at + wanted.length <= sounds.length; at += 1) {
      if (wanted.every((sound, index) => sound === sounds[at + index])) characters.splice(at, wanted.length, ...word);
    }
  }
  return characters.join('');
}
