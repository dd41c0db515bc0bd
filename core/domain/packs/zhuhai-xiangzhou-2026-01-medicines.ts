import type { MedicineRules } from './medicine-rules.ts';

export const medicines: MedicineRules = {
  visitWithinDays: 90,
  chronicDays: 28,
  usualDays: 7,
  longTermDays: 84,
  longTermPlans: ['hypertension', 'diabetes'],
  refillFromDaysLeft: 10,
  answerWithinWorkingDays: 1,
  prepareWithinWorkingDays: 1,
  onRequestWithinWorkingDays: 5,
  askDaysBefore: 5,
  askDaysBeforeOnRequest: 10,
  askAt: '10:00',
  collectWithinDays: 7,
  collectReminderDays: 3,
  refusalShownDays: 14,
};

export const medicineSources: Readonly<Record<string, string>> = {
  'medicines.visitWithinDays': '本产品：三个月内当面看过才续；与每年4次面对面随访一致，各地不同',
  'medicines.chronicDays': '长处方管理规范（试行）（国卫办医发〔2021〕17号）：处方量一般在4周内',
  'medicines.usualDays': '处方管理办法（2007）第19条：处方一般不得超过7日用量',
  'medicines.longTermDays':
    '长处方管理规范（试行）：最长不超过12周；种子004 三(三)2：对签约对象适当放宽慢性病的常用药量，没有写天数',
  'medicines.longTermPlans': '种子000 四(二)：糖尿病、高血压等慢性病；长处方管理规范（试行）：病情稳定',
  'medicines.refillFromDaysLeft': '本产品：家里还有很多药时不再配，防浪费',
  'medicines.answerWithinWorkingDays': '本产品：一个工作日内答复',
  'medicines.prepareWithinWorkingDays': '本产品：中心有的药一个工作日备好',
  'medicines.onRequestWithinWorkingDays': '种子000 三(三)3：由协作医院保障提供，没有写天数',
  'medicines.askDaysBefore': '种子004 三(三)2：同时跟踪用药情况；本产品：用完前五天问',
  'medicines.askDaysBeforeOnRequest': '本产品：要向医院调的药早几天问',
  'medicines.askAt': '本产品：上午，在免打扰之外',
  'medicines.collectWithinDays': '本产品：备好的药留七天',
  'medicines.collectReminderDays': '本产品：三天没来取再提醒一次',
  'medicines.refusalShownDays': '本产品：没有通过的两周内看得到为什么',
};

export const medicinesUnsure: readonly string[] = [
  'medicines.visitWithinDays',
  'medicines.chronicDays',
  'medicines.longTermDays',
  'medicines.refillFromDaysLeft',
  'medicines.onRequestWithinWorkingDays',
];
