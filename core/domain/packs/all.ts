import { jiangyin202601 } from './jiangyin-2026-01.ts';
import type { RulePack } from './rule-pack.ts';
import { zhanggong202601 } from './zhanggong-2026-01.ts';
import { zhuhaiXiangzhou202601 } from './zhuhai-xiangzhou-2026-01.ts';

/** Every version of every district's pack. What was opened under one finds it here for ever. */
export const allPacks: readonly RulePack[] = [zhuhaiXiangzhou202601, jiangyin202601, zhanggong202601];

/** The district of who belongs to none: 珠海市香洲区. */
export const defaultPack = 'zhuhai-xiangzhou';
