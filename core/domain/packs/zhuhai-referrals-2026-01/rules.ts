import type { ReferralRules } from '../referral-rules.ts';
import { catalogues } from './catalogues.ts';
import { criteria } from './criteria.ts';

/** 珠海市香洲区, from 2026 on. */
export const referrals: ReferralRules = {
  timers: {
    reviewWithinWorkingDays: 1,
    consentWithinDays: 7,
    answerWithinHours: 24,
    urgentAnswerWithinHours: 2,
    urgentPhoneTaskAfterMinutes: 30,
    emergencyPhoneTaskAfterMinutes: 0,
    validDaysAfterAppointment: 7,
    returnWithinWorkingDays: 10,
    closeWithinWorkingDays: 3,
    followUpWithinDays: 14,
    reminderAt: '19:00',
  },
  catalogues,
  criteria,
  ladder: { mostStepsAtOnce: 1, names: { '1': '社区中心', '2': '区级医院', '3': '三级医院' } },
  reasons: [
    { code: 'emergency', name: '急危重症', for: ['skip', 'other-hospital'], givenBy: 'rule' },
    { code: 'catalogue', name: '转诊目录规定', for: ['skip'], givenBy: 'rule' },
    { code: 'twin', name: '对口医院', for: ['skip'], givenBy: 'rule' },
    { code: 'no-department', name: '那一级没有相应科室或技术', for: ['skip', 'other-hospital'], givenBy: 'staff' },
    { code: 'continuing-care', name: '以前在那里手术或长期随诊', for: ['skip', 'other-hospital'], givenBy: 'staff' },
    { code: 'resident-insists', name: '居民坚持', for: ['skip', 'other-hospital'], givenBy: 'staff' },
  ],
  insurance: [
    { code: 'employee', name: '职工医保', filing: { within: 'not-needed', outside: 'needed' } },
    { code: 'resident', name: '城乡居民医保', filing: { within: 'not-needed', outside: 'needed' } },
    { code: 'elsewhere', name: '外地医保', filing: { within: 'needed', outside: 'needed' } },
    { code: 'self-paid', name: '没有医保、自费', filing: { within: 'not-needed', outside: 'not-needed' } },
    { code: 'unknown', name: '不清楚', filing: { within: 'needed', outside: 'needed' } },
  ],
  filing: {
    'not-needed': { name: '不用办', whatToDo: '带上医保卡，直接结算' },
    needed: { name: '要办', whatToDo: '就诊前在“国家医保服务平台”或粤医保小程序办，办不了请到中心窗口' },
    done: { name: '已办好', whatToDo: '带上医保卡，直接结算' },
  },
  downCategories: [
    { code: 'general', name: '门诊', answeredWith: 'slot' },
    { code: 'rehabilitation', name: '康复', answeredWith: 'bed' },
    { code: 'nursing', name: '护理', answeredWith: 'bed' },
  ],
  tests: [
    { code: 'ecg', name: '心电图', returnWithinHours: 24 },
    { code: 'ultrasound', name: 'B超', returnWithinHours: 48 },
    { code: 'radiology', name: '放射', returnWithinHours: 48 },
    { code: 'laboratory', name: '检验', returnWithinHours: 72 },
  ],
  whatToBring: '身份证、医保卡、以前的病历和检查结果',
  centreFirst: [
    '常见病在社区中心看，排队少，医生了解您',
    '需要上大医院时由家庭医生转，专门留号',
    '医保报销比例以医保部门公布的为准',
  ],
};

/** Where each leaf of `referrals` comes from: by its path, or by a path above it. */
export const referralSources: Readonly<Record<string, string>> = {
  'referrals.timers.reviewWithinWorkingDays': '种子001 四(四)：首诊负责；本产品：一个工作日',
  'referrals.timers.consentWithinDays': '本产品：等居民同意的天数',
  'referrals.timers.answerWithinHours': '种子001 二(二)4：转诊绿色通道；设计§4：24小时',
  'referrals.timers.urgentAnswerWithinHours': '种子003 (四)：及时快速转诊；设计§4：2小时',
  'referrals.timers.urgentPhoneTaskAfterMinutes': '设计§4：30分钟后打电话',
  'referrals.timers.emergencyPhoneTaskAfterMinutes': '设计§4：急危重症不等待',
  'referrals.timers.validDaysAfterAppointment': '本产品：转诊单过了就诊时间后的有效天数',
  'referrals.timers.returnWithinWorkingDays': '种子004 三(四)2：双向转诊管理；本产品：十个工作日',
  'referrals.timers.closeWithinWorkingDays': '本产品：家庭医生看过回执',
  'referrals.timers.followUpWithinDays': '国家基本公共卫生服务规范（第三版）：转诊后2周内主动随访转诊情况',
  'referrals.timers.reminderAt': '本产品：前一晚提醒时间，在免打扰之前',
  'referrals.catalogues': '种子002 §9：四个目录；条目为本产品初稿，ICD-10编码',
  'referrals.criteria': '种子002 §9；国家基层高血压、糖尿病防治管理指南，基层冠心病、慢阻肺诊疗指南的转诊条件，摘要',
  'referrals.ladder': '种子004 三(四)2：“3-2-1”协同，逐级转诊',
  'referrals.reasons': '种子004 三(四)2；设计§4：越级要有理由并统计',
  'referrals.insurance': '种子003 (四)：医保部门、医疗单位和患者三方协调；险种为本产品初稿',
  'referrals.filing': '种子003 (四)；医保备案办法以当地医保部门公布的为准',
  'referrals.downCategories': '种子003 四；种子002 §11：术后病人转到分院康复',
  'referrals.tests': '种子000 §三(三)：检验检测；种子004 三(三)：远程心电图、B超、放射、临床检验；时限为本产品初稿',
  'referrals.whatToBring': '本产品：就诊须知',
  'referrals.centreFirst': '种子001 四(四)：引导居民分级就诊；种子000：小病在社区',
};

/** 待核实. */
export const referralsUnsure: readonly string[] = [
  'referrals.catalogues',
  'referrals.criteria',
  'referrals.insurance',
  'referrals.filing',
  'referrals.tests',
  'referrals.timers.validDaysAfterAppointment',
  'referrals.timers.returnWithinWorkingDays',
];
