import type { RecordRules } from './record-rules.ts';

export const records: RecordRules = {
  linkMinutes: 30,
  visitMinutes: 30,
  reportsShown: 6,
  readingsShown: 3,
  trendReadings: 30,
  encountersShown: 5,
  looksShown: 8,
  updateAfterMonths: 12,
  correctionWithinWorkingDays: 10,
};

export const recordSources: Readonly<Record<string, string>> = {
  'records.linkMinutes': '本产品：健康信息网页的有效时间',
  'records.visitMinutes': '本产品：半小时不用再证明是本人',
  'records.reportsShown': '本产品：一屏看得完',
  'records.readingsShown': '本产品：一屏看得完',
  'records.trendReadings': '本产品：手机上一张图看得清的点数',
  'records.encountersShown': '本产品：一屏看得完',
  'records.looksShown': '本产品：一屏看得完，全部的在网页里',
  'records.updateAfterMonths': '国家基本公共卫生服务规范（第三版）居民健康档案：及时更新；服务包每年一次',
  'records.correctionWithinWorkingDays': '个人信息保护法 第46条（及时）；GB/T 35273—2020 8.7（三十天内答复）',
};

export const recordsUnsure: readonly string[] = ['records.updateAfterMonths', 'records.correctionWithinWorkingDays'];
