/**
 * Reads a person's name out of an answer, or undefined when it is none: 2–20 characters, Chinese ones however rare (also
 * beyond the basic plane), with · between the parts of names such as 阿依古丽·买买提, or Latin letters. The spelling stays as
 * it was typed, also in traditional characters: names are not converted.
 */
export function readName(text: string): string | undefined {
  const said = text
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\p{Variation_Selector}]/gu, '')
    .trim();
  const alone = said
    .replace(introduction, '')
    .replace(/[。.!！,，、;；]+$/u, '')
    .trim();
  const name = /\p{Script=Han}/u.test(alone) ? chinese(alone) : latin(alone);
  const length = [...name].length;
  return length >= 2 && length <= 20 && (isChinese.test(name) || isLatin.test(name)) ? name : undefined;
}

const introduction = new RegExp(
  `^(?:${[
    '(?:我|他|她|本人|孩子)(?:的)?(?:姓名|名字|全名|大名)?(?:叫做?|是|为|:)',
    '(?:姓名|名字|全名|大名)(?:叫做?|是|为|:|：)?',
    '叫做?',
  ].join('|')})\\s*`,
  'u',
);
const isChinese = /^[\p{Script=Han}〇]+(?:·[\p{Script=Han}〇]+)*$/u;
const isLatin = /^\p{Script=Latin}(?:[\p{Script=Latin} .'’·-]*[\p{Script=Latin}.])$/u;

function chinese(text: string): string {
  return text.replace(/[•・‧∙⋅．﹒.]/gu, '·').replace(/\s+/gu, '');
}

function latin(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
