/** What is done about it: 120; 12356 and 120/110; 120 for mother and child; 120 with what was taken; rest and measure. */
export type DangerKind = 'emergency' | 'suicide' | 'obstetric' | 'poisoning' | 'reading-pressure' | 'reading-glucose';

/** Ways in which one danger is said. */
export interface Sign {
  kind: DangerKind;
  pattern: RegExp;
  /** Found anywhere in the same sentence, it shows that something else is meant: 空调抽风, 嗓子哑说不出话. */
  unless?: RegExp;
}

/**
 * @param phrases sources of patterns. `~` stands for words that never turn a complaint into its opposite (有点, 很, 一直);
 * `¬` for one such word
 * inside a group that is itself repeated; `≈` for up to eight characters that name no other part of the body, with no 不 or 没 before what follows.
 * @param unless sources of patterns.
 */
export function sign(kind: DangerKind, phrases: readonly string[], unless: readonly string[] = []): Sign {
  const source = phrases.join('|').replaceAll('~', modified).replaceAll('¬', oneModifier).replaceAll('≈', openGap);
  const pattern = new RegExp(source, 'gu');
  return unless.length > 0 ? { kind, pattern, unless: new RegExp(unless.join('|'), 'u') } : { kind, pattern };
}

/** None is made of others: a long message must not be readable in two ways, or matching it takes for ever. */
export const modifiers: readonly string[] = (
  '有点 有些 一点 很 非常 特别 挺 蛮 比较 真 太 超 突然 忽然 一阵 阵 隐 老 总 一直 还 是 又 就 都 也 会 要 开始 在 里 面 这 边 那 ' +
  '中间 正中 左 右 附近 位置 部 口 前 后 背 感觉 觉得 感到 剧烈 压榨 撕裂 针扎 刀割 性 样 持续 今天 今日 昨天 昨晚 今早 早上 晚上 半夜 ' +
  '刚才 现在 的 得 地 到 了 越来越 更 发 作 钻 闷 刺 绞 着 胀 憋 痛 疼 麻 两天 三天 几天 一下 和 且 并 而 完全 变 给 块 处 儿 子 人 快 动 明显'
).split(' ');
const oneModifier = `${modifiers.join('|')}|好(?!了)`;
const modified = `(?:${oneModifier})*?`;
const openGap =
  '[^,。;!?头腰腿肚胃手脚膝牙喉嗓眼耳鼻颈肩]{0,8}?(?<!不|没|没有|不太|不怎么|不再|不是很|不很|不会|不觉得|没觉得|没感觉|无|没什么)';
