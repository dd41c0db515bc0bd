import { readNumber } from '#kit/chinese-input/numbers.ts';
import { normalise } from '#kit/chinese-input/normalise.ts';
import type { ResidentAudience } from '#domain/broadcasts/audience.ts';

/** Whom a broadcast is for, without the places. */
type Narrowing = Omit<ResidentAudience, 'of' | 'places'>;

/** What somebody means by words such as 65岁以上已签约的高血压. */
export type AudienceRead = { ok: true; narrowing: Narrowing } | { ok: false; why: 'sensitive' | 'unread' };

/** Names of what only staff may know of somebody. */
const sensitive = /精神|结核|低保|贫困|返贫|计生|失独|艾滋/u;

/** Each piece with what it narrows; what is left over at the end was not understood, and nothing is guessed. */
const pieces: readonly [pattern: RegExp, read: (match: RegExpExecArray) => Narrowing][] = [
  [/(?:0|零)(?:到|至|-|–|~)6岁(?:的)?(?:儿童|孩子|小孩|宝宝)?/u, () => ({ tags: ['0–6岁'] })],
  [/(\d{1,3})岁?(?:到|至|-|–|~)(\d{1,3})岁/u, ([, from, to]) => ({ ageFrom: Number(from), ageTo: Number(to) })],
  [/(\d{1,3})岁(?:及|或|和)?以上|满(\d{1,3})岁/u, ([, from, full]) => ({ ageFrom: Number(from ?? full) })],
  [/(\d{1,3})岁(?:及|或|和)?以下/u, ([, to]) => ({ ageTo: Number(to) })],
  [/老年人|老人/u, () => ({ tags: ['老年人'] })],
  [/学龄前儿童|儿童|孩子|小孩|宝宝/u, () => ({ tags: ['0–6岁'] })],
  [/高血压(?:患者|病人)?/u, () => ({ tags: ['高血压'] })],
  [/糖尿病(?:患者|病人)?/u, () => ({ tags: ['糖尿病'] })],
  [/孕产妇|孕妇|产妇/u, () => ({ tags: ['孕产妇'] })],
  [/残疾人/u, () => ({ tags: ['残疾人'] })],
  [/(?:没有?|未|还没)签约/u, () => ({ contract: 'unsigned' })],
  [/已?签(?:了)?约/u, () => ({ contract: 'signed' })],
  [/(?:没有?|未|还没)绑定/u, () => ({ account: 'unbound' })],
  [/已?绑定/u, () => ({ account: 'bound' })],
  [/女性|女的|妇女|女/u, () => ({ sex: 'female' })],
  [/男性|男的|男/u, () => ({ sex: 'male' })],
];

const filler =
  /^(?:[的了里和或且、，,。有患是属于及以都要]|所有人?|全部|全体|大家|居民|并且|本中心|我们|中心|人|患者|病人)*$/u;

/** Reads plain words; 所有人 narrows nothing. */
export function readAudience(text: string): AudienceRead {
  if (sensitive.test(text)) return { ok: false, why: 'sensitive' };
  let rest = normalise(text)
    .replace(/\s+/gu, '')
    .replace(/[零一二两三四五六七八九十百]+(?=岁|到|至)/gu, (written) => String(readNumber(written) ?? written));
  if (rest === '') return { ok: false, why: 'unread' };
  const narrowing: Narrowing = {};
  for (const [pattern, read] of pieces) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const { tags = [], ...others } = read(match);
    Object.assign(narrowing, others);
    if (tags.length > 0) narrowing.tags = [...new Set([...(narrowing.tags ?? []), ...tags])];
    rest = rest.replace(match[0], '');
  }
  return filler.test(rest) ? { ok: true, narrowing } : { ok: false, why: 'unread' };
}
