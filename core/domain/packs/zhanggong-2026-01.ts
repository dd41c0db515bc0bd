import type { RulePack } from './rule-pack.ts';
import { zhuhaiXiangzhou202601 } from './zhuhai-xiangzhou-2026-01.ts';

const base = zhuhaiXiangzhou202601;

/** 赣州市章贡区, from 2026 on: where seed 002 says otherwise than 珠海. */
export const zhanggong202601: RulePack = {
  ...base,
  id: 'zhanggong',
  version: 'zhanggong@2026-01',
  clinics: { ...base.clinics, sitInsPerWeek: 0 },
  support: { ...base.support, serviceTime: { shortestMonths: 0, totalDays: 365, orRunningMonths: 6 } },
  sources: {
    ...base.sources,
    'medicines.longTermDays': '长处方管理规范（试行）：最长不超过12周；种子002没有写',
    'medicines.onRequestWithinWorkingDays': '本产品：种子002没有联系用药的要求',
    'clinics.sitInsPerWeek': '种子002：没有专家坐诊次数的要求',
    'support.serviceTime.shortestMonths': '种子002 §7：累计服务，没有写每次多长',
    'support.serviceTime.totalDays': '种子002 §7：累计服务一年',
    'support.serviceTime.orRunningMonths': '种子002 §7：或连续服务满半年以上',
    'support.loan.mostMonths': '种子002 §7：借用期不得超过6个月',
    'support.training.timesAYear': '种子002 §20：每年接受免费培训不少于2次',
  },
  unsure: [
    ...base.unsure.filter((path) => !path.startsWith('support.')),
    'clinics.sitInsPerWeek',
    'support.training.daysAYear',
  ],
};
