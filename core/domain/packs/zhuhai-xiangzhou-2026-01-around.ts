import type { AroundRules } from './around-rules.ts';

export const around: AroundRules = {
  staffTasks: {
    phoneWithinWorkingDays: 2,
    visitWithinWorkingDays: 5,
    nextTryWorkingDays: 1,
    callsBeforeVisit: 3,
    visitsBeforeLeader: 2,
  },
};

export const aroundSources: Readonly<Record<string, string>> = {
  'around.staffTasks.phoneWithinWorkingDays': '本产品：电话任务时限',
  'around.staffTasks.visitWithinWorkingDays': '本产品：上门任务时限',
  'around.staffTasks.nextTryWorkingDays': '本产品：没打通的隔一个工作日再打',
  'around.staffTasks.callsBeforeVisit': '本产品：三次打不通改为上门；各地失访认定不同',
  'around.staffTasks.visitsBeforeLeader': '国家基本公共卫生服务规范（第三版）肺结核：两次访视未见向上报告',
};

export const aroundUnsure: readonly string[] = ['around.staffTasks.callsBeforeVisit'];
