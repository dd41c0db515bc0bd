import type { CareWorkRules } from './care-work-rules.ts';

export const careWork: CareWorkRules = {
  staffTasks: {
    phoneWithinWorkingDays: 2,
    visitWithinWorkingDays: 5,
    nextTryWorkingDays: 1,
    callsBeforeVisit: 3,
    visitsBeforeLeader: 2,
  },
  duty: { from: '17:30', to: '08:00', plannedDays: 7 },
  absence: { mostDays: 180, reasons: ['休假', '病假', '培训进修', '公出'] },
  consultations: {
    answerWithinWorkingDays: 1,
    closeAfterDays: 7,
    cannedAnswers: [
      '请到中心来当面看一下，回复“夜门诊”可以预约。',
      '这种情况不要等，请尽快到医院就诊；不舒服加重请打120。',
      '您的情况我了解了，我会打电话给您细说。',
    ],
  },
  ratings: { askAfterMinutes: 60, remindAfterDays: 3, lowUpTo: 2, fewestForAverage: 5 },
};

export const careWorkSources: Readonly<Record<string, string>> = {
  'staffTasks.phoneWithinWorkingDays': '本产品：电话任务时限',
  'staffTasks.visitWithinWorkingDays': '本产品：上门任务时限',
  'staffTasks.nextTryWorkingDays': '本产品：没打通的隔一个工作日再打',
  'staffTasks.callsBeforeVisit': '本产品：三次打不通改为上门；各地失访认定不同',
  'staffTasks.visitsBeforeLeader': '国家基本公共卫生服务规范（第三版）肺结核：两次访视未见向上报告',
  'duty.from': '本产品：下班后由值班人员先接警',
  'duty.to': '本产品：次日上班前',
  'duty.plannedDays': '本产品：值班表排一周',
  'absence.mostDays': '本产品：一次登记最长半年',
  'consultations.answerWithinWorkingDays': '本产品：24个工作小时内答复，按工作日历顺延一天',
  'consultations.closeAfterDays': '本产品：答复后七天没有再问即结束',
  'consultations.cannedAnswers': '本产品：常用答复；健康咨询不做诊断、不开处方（互联网诊疗管理办法（试行）2018）',
  'ratings.askAfterMinutes': '本产品：服务结束一小时后问一次',
  'ratings.remindAfterDays': '本产品：只再问一次',
  'ratings.lowUpTo': '本产品：不满意的电话回访',
  'ratings.fewestForAverage': '本产品：人数太少不显示平均分',
  'absence.reasons': '种子002 §20：培训或脱产进修期间选派医生；休假、病假、公出',
};

export const careWorkUnsure: readonly string[] = [
  'staffTasks.callsBeforeVisit',
  'consultations.answerWithinWorkingDays',
];
