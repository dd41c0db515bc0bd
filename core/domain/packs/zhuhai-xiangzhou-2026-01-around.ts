import type { AroundRules } from './around-rules.ts';

export const around: AroundRules = {
  staffTasks: {
    phoneWithinWorkingDays: 2,
    visitWithinWorkingDays: 5,
    nextTryWorkingDays: 1,
    callsBeforeVisit: 3,
    visitsBeforeLeader: 2,
  },
  duty: { from: '17:30', to: '08:00', plannedDays: 7 },
  absence: { mostDays: 180, reasons: ['休假', '病假', '培训进修', '公出'] },
};

export const aroundSources: Readonly<Record<string, string>> = {
  'around.staffTasks.phoneWithinWorkingDays': '本产品：电话任务时限',
  'around.staffTasks.visitWithinWorkingDays': '本产品：上门任务时限',
  'around.staffTasks.nextTryWorkingDays': '本产品：没打通的隔一个工作日再打',
  'around.staffTasks.callsBeforeVisit': '本产品：三次打不通改为上门；各地失访认定不同',
  'around.staffTasks.visitsBeforeLeader': '国家基本公共卫生服务规范（第三版）肺结核：两次访视未见向上报告',
  'around.duty.from': '本产品：下班后由值班人员先接警',
  'around.duty.to': '本产品：次日上班前',
  'around.duty.plannedDays': '本产品：值班表排一周',
  'around.absence.mostDays': '本产品：一次登记最长半年',
  'around.absence.reasons': '种子002 §20：培训或脱产进修期间选派医生；休假、病假、公出',
};

export const aroundUnsure: readonly string[] = ['around.staffTasks.callsBeforeVisit'];
