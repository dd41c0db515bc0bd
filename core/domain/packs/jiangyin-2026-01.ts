import type { RulePack } from './rule-pack.ts';
import { zhuhaiXiangzhou202601 } from './zhuhai-xiangzhou-2026-01.ts';

const base = zhuhaiXiangzhou202601;

/** 江阴市, from 2026 on: where seed 000 says otherwise than 珠海. */
export const jiangyin202601: RulePack = {
  ...base,
  id: 'jiangyin',
  version: 'jiangyin@2026-01',
  clinics: {
    ...base.clinics,
    priorityTags: ['老年人', '高血压', '糖尿病', '孕产妇', '0–6岁', '残疾人'],
    sitInsPerWeek: 1,
  },
  homeVisits: {
    ...base.homeVisits,
    invitations: {
      ...base.homeVisits.invitations,
      tags: ['老年人', '高血压', '糖尿病', '孕产妇', '0–6岁', '残疾人'],
    },
  },
  sources: {
    ...base.sources,
    'clinics.priorityTags': '种子000 三(四)2：以妇女、儿童、老年人、慢性病人、残疾人为重点服务人群',
    'homeVisits.invitations.tags': '种子000 三(四)2：以妇女、儿童、老年人、慢性病人、残疾人为重点服务人群，主动提供',
    'medicines.longTermDays': '长处方管理规范（试行）：最长不超过12周；种子000没有写',
    'clinics.sitInsPerWeek': '种子000 三(三)2：定期安排专家进社区，没有写次数',
    'support.serviceTime.shortestMonths': '种子000 三(三)2：连续服务时间在3个月以上的方可累计计算',
    'support.serviceTime.totalDays': '种子000 三(三)2：城乡社区卫生服务机构服务1年',
  },
  unsure: [...base.unsure.filter((path) => path !== 'support.serviceTime'), 'clinics.sitInsPerWeek'],
};
