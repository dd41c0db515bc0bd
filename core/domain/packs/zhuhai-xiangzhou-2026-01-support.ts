import type { SupportRules } from './support-rules.ts';

export const support: SupportRules = {
  sitIns: { signInFromMinutesBefore: 30 },
  serviceTime: { shortestMonths: 3, totalDays: 365, orRunningMonths: null },
  loan: { mostMonths: 6, remindDaysBefore: 14 },
  training: { timesAYear: 2, daysAYear: 14 },
};

export const supportSources: Readonly<Record<string, string>> = {
  'support.sitIns.signInFromMinutesBefore': '本产品：开诊前半小时起可以坐诊签到',
  'support.serviceTime.shortestMonths': '种子000 三(三)2：连续服务时间在3个月以上的方可累计计算；种子001没有写',
  'support.serviceTime.totalDays': '种子000 三(三)2：城乡社区卫生服务机构服务1年；种子001没有写',
  'support.serviceTime.orRunningMonths': '种子000、001没有另一种算法',
  'support.loan.mostMonths': '种子002 §7：借用期不得超过6个月；种子001没有写',
  'support.loan.remindDaysBefore': '本产品：借用到期前两周提醒',
  'support.training.timesAYear': '种子002 §20：每年接受免费培训不少于2次；种子001没有写次数',
  'support.training.daysAYear': '种子002 §20：累计培训时间不少于2周；按自然日算',
};

export const supportUnsure: readonly string[] = ['support.serviceTime', 'support.loan.mostMonths', 'support.training'];
