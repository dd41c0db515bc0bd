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
  homeVisits: {
    reasons: [
      { code: 'dressing', name: '换药' },
      { code: 'injection', name: '打针' },
      { code: 'tube', name: '换尿管、胃管' },
      { code: 'blood', name: '抽血、量血压血糖' },
      { code: 'immobile', name: '行动不便要看病' },
      { code: 'rehabilitation', name: '康复' },
    ],
    daysAhead: 7,
    morning: { from: '08:30', to: '11:30' },
    afternoon: { from: '14:30', to: '17:30' },
    answerWithinWorkingDays: 1,
    recordWithinWorkingDays: 1,
    vainVisits: 2,
    invitations: {
      at: '10:00',
      tags: ['老年人', '高血压', '糖尿病', '孕产妇', '0–6岁', '残疾人', '计生特殊家庭'],
      timesAYear: 2,
      aDay: 20,
      holdsDays: 14,
    },
  },
  complaints: {
    answerWithinWorkingDays: 5,
    closeAfterDays: 7,
    openAtATime: 3,
    otherWays: [
      { name: '卫生热线', phone: '12320' },
      { name: '政务服务热线', phone: '12345' },
    ],
  },
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
  'homeVisits.reasons':
    '种子003：以主动服务、上门服务为主，预防、保健、康复；“互联网+护理服务”常见上门项目（国卫办医函〔2019〕80号）',
  'homeVisits.daysAhead': '本产品：可以选一周以内',
  'homeVisits.morning': '本产品：中心上班时间，留出路上',
  'homeVisits.afternoon': '本产品：中心上班时间，留出路上',
  'homeVisits.answerWithinWorkingDays': '本产品：上门申请答复时限',
  'homeVisits.recordWithinWorkingDays': '本产品：上门后登记结果的时限',
  'homeVisits.vainVisits': '国家基本公共卫生服务规范（第三版）：两次访视未见；本产品：不再自己上门，请居民重新约',
  'homeVisits.invitations.at': '本产品：免打扰之外，上班以后',
  'homeVisits.invitations.tags': '种子000 三(四)2：重点服务人群，主动提供；国卫基层发〔2018〕35号 重点人群',
  'homeVisits.invitations.timesAYear': '本产品：一年最多邀请两次，不打扰',
  'homeVisits.invitations.aDay': '本产品：分批邀请，医生上门顾得过来',
  'homeVisits.invitations.holdsDays': '本产品：邀请两周内有效',
  'complaints.answerWithinWorkingDays':
    '医疗机构投诉管理办法（国家卫生健康委员会令第3号，2019）：需调查核实的5个工作日内反馈',
  'complaints.closeAfterDays': '本产品：答复后七天没有再说即结束',
  'complaints.openAtATime': '本产品：一个账号同时在办的投诉',
  'complaints.otherWays': '全国公共卫生公益热线12320；国办发〔2020〕53号 12345政务服务便民热线',
  'absence.reasons': '种子002 §20：培训或脱产进修期间选派医生；休假、病假、公出',
};

export const careWorkUnsure: readonly string[] = [
  'staffTasks.callsBeforeVisit',
  'consultations.answerWithinWorkingDays',
  'homeVisits.reasons',
  'homeVisits.vainVisits',
  'homeVisits.invitations.aDay',
  'complaints.answerWithinWorkingDays',
  'complaints.otherWays',
];
