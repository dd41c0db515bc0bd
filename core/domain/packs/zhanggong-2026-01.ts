import type { RulePack } from './rule-pack.ts';
import { zhuhaiXiangzhou202601 } from './zhuhai-xiangzhou-2026-01.ts';

const base = zhuhaiXiangzhou202601;

/** 赣州市章贡区, from 2026 on: where seed 002 says otherwise than 珠海. */
export const zhanggong202601: RulePack = {
  ...base,
  id: 'zhanggong',
  version: 'zhanggong@2026-01',
  clinics: { ...base.clinics, sitInsPerWeek: 0 },
  sources: { ...base.sources, 'clinics.sitInsPerWeek': '种子002：没有专家坐诊次数的要求' },
  unsure: [...base.unsure, 'clinics.sitInsPerWeek'],
};
