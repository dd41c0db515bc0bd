import type { IdentityRules } from '../packs/rule-pack.ts';

/**
 * 重点人群标签, a closed list: stored by these very words. Some follow from the document's birth date and are never
 * stored: 老年人, 0–6岁.
 */
export const residentTags = [
  '老年人',
  '高血压',
  '糖尿病',
  '孕产妇',
  '0–6岁',
  '严重精神障碍',
  '肺结核',
  '残疾人',
  '计生特殊家庭',
  '低保',
  '防返贫监测',
] as const;
export type ResidentTag = (typeof residentTags)[number];

/** Seen by staff only: neither in a message nor on a page of the resident or the family (seed 002 §15; domain.md §1). */
export const staffOnlyTags: readonly ResidentTag[] = ['严重精神障碍', '肺结核', '计生特殊家庭', '低保', '防返贫监测'];

/** Follow from the birth date. */
const agedTags: readonly ResidentTag[] = ['老年人', '0–6岁'];

/** What a row holds, without what is not on the list and what the birth date says better. */
export function storedTags(tags: unknown): ResidentTag[] {
  if (!Array.isArray(tags)) return [];
  return residentTags.filter((tag) => tags.includes(tag) && !agedTags.includes(tag));
}

/** Every tag that holds at an age, in the order of the list. */
export function tagsAt(stored: unknown, age: number, rules: Pick<IdentityRules, 'elderFromAge'>): ResidentTag[] {
  const kept = storedTags(stored);
  return residentTags.filter((tag) => {
    if (tag === '老年人') return age >= rules.elderFromAge;
    if (tag === '0–6岁') return age < 7;
    return kept.includes(tag);
  });
}

/** What the resident and the family may see of the tags. */
export function shownTags(tags: readonly ResidentTag[]): ResidentTag[] {
  return tags.filter((tag) => !staffOnlyTags.includes(tag));
}

/** Whether somebody consents and signs for themselves (民法典 第17条). */
export function isAdultAt(age: number, rules: Pick<IdentityRules, 'adultFromAge'>): boolean {
  return age >= rules.adultFromAge;
}

const doubleSurnames = new Set(
  (
    '欧阳 司徒 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 宇文 长孙 端木 独孤 南宫 百里 呼延 轩辕 闻人 澹台 ' +
    '申屠 钟离 万俟 赫连 宗政 濮阳 淳于 鲜于 闾丘 司空 西门 梁丘 左丘 拓跋 谷梁 公冶'
  ).split(' '),
);

/** 王秀英 → 王, 欧阳明 → 欧阳, 阿依古丽·买买提 → 阿依古丽, Maria da Silva → Silva. */
export function surnameOf(name: string): string {
  const [first = '', ...others] = name.split('·');
  if (others.length > 0) return first;
  if (!/\p{Script=Han}/u.test(name)) return name.trim().split(/\s+/u).at(-1) ?? name;
  const characters = [...name];
  const double = characters.slice(0, 2).join('');
  return characters.length > 2 && doubleSurnames.has(double) ? double : (characters[0] ?? name);
}
