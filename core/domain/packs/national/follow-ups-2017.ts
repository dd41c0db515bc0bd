import type { EncounterMode } from '#prisma/generated/sqlite/enums.ts';
import type { FollowUpRules, Milestone } from '../follow-up-rules.ts';

const faceToFace: readonly EncounterMode[] = ['clinic', 'home', 'station'];
const byPhoneToo: readonly EncounterMode[] = [...faceToFace, 'phone'];

const inTwoWeeks = { milestone: 'two-weeks', days: 14, openDays: 7 } as const;
const inThreeMonths = { milestone: 'quarter', months: 3, openDays: 14 } as const;

/** A week of pregnancy that begins is 16+0; one that ends is 20+6. */
function weeks(from: number, aim: number, to: number): Milestone {
  const [on, last] = [aim * 7, to * 7 + 6];
  const name = `weeks-${from}-${to}`;
  return { name, from: 'anchor', on: { days: on }, before: on - from * 7, after: last - on };
}

function months(count: number): Milestone {
  return { name: `months-${count}`, from: 'anchor', on: { months: count }, before: 7, after: 30 };
}

function years(count: number): Milestone {
  return { name: `years-${count}`, from: 'anchor', on: { months: count * 12 }, before: 30, after: 60 };
}

/** 国家基本公共卫生服务规范（第三版） 2017, as far as domain.md §5 takes it. */
export const nationalFollowUps2017: FollowUpRules = {
  remindDaysBefore: 3,
  remindDaysAfter: 3,
  remindAt: '09:00',
  escalateAfterDays: 7,
  missAfterDays: 30,
  faceToFaceModes: faceToFace,
  pressure: {
    systolic: 140,
    diastolic: 90,
    elderFromAge: 65,
    elderSystolic: 150,
    elderDiastolic: 90,
    dangerSystolic: 180,
    dangerDiastolic: 110,
    plausibleSystolic: { least: 60, most: 300 },
    plausibleDiastolic: { least: 30, most: 200 },
  },
  glucose: { fasting: 7, afterMeal: 10, dangerHigh: 16.7, dangerLow: 3.9, plausible: { least: 1, most: 40 } },
  weight: { least: 2, most: 300 },
  measureAgainMinutes: 5,
  takeBackMinutes: 30,
  alerts: { answerMinutes: 60, answerMinutesAtNight: 30 },
  plans: {
    hypertension: {
      shown: 'everybody',
      modes: faceToFace,
      first: inThreeMonths,
      next: {
        controlled: inThreeMonths,
        'first-not-controlled': inTwoWeeks,
        'again-not-controlled': { ...inTwoWeeks, advice: 'refer' },
        danger: { ...inTwoWeeks, advice: 'refer-now' },
      },
    },
    diabetes: {
      shown: 'everybody',
      modes: faceToFace,
      first: inThreeMonths,
      next: {
        controlled: inThreeMonths,
        'first-not-controlled': inTwoWeeks,
        'again-not-controlled': { ...inTwoWeeks, advice: 'refer' },
        danger: { ...inTwoWeeks, advice: 'refer-now' },
      },
    },
    elder: {
      shown: 'everybody',
      modes: faceToFace,
      first: { milestone: 'year', months: 3, openDays: 90 },
      next: { seen: { milestone: 'year', months: 12, openDays: 90 } },
    },
    pregnancy: {
      shown: 'everybody',
      modes: faceToFace,
      milestones: [weeks(6, 10, 12), weeks(16, 18, 20), weeks(21, 22, 24), weeks(28, 32, 36), weeks(37, 38, 40)],
    },
    postnatal: {
      shown: 'everybody',
      modes: faceToFace,
      milestones: [
        { name: 'discharge-7-days', from: 'discharge', on: { days: 5 }, before: 5, after: 2 },
        { name: 'days-42', from: 'anchor', on: { days: 42 }, before: 2, after: 14 },
      ],
    },
    child: {
      shown: 'everybody',
      modes: faceToFace,
      milestones: [
        { name: 'discharge-7-days', from: 'discharge', on: { days: 5 }, before: 5, after: 2 },
        { name: 'days-28-30', from: 'anchor', on: { days: 28 }, before: 0, after: 2 },
        ...[3, 6, 8, 12, 18, 24, 30, 36].map(months),
        ...[4, 5, 6].map(years),
      ],
    },
    'mental-disorder': {
      shown: 'staff',
      modes: byPhoneToo,
      first: inThreeMonths,
      next: {
        stable: inThreeMonths,
        'basically-stable': inTwoWeeks,
        unstable: { ...inTwoWeeks, advice: 'refer-now' },
      },
    },
    tuberculosis: {
      shown: 'staff',
      modes: byPhoneToo,
      first: { milestone: 'first-visit', days: 3, openDays: 3 },
      next: {
        regular: { milestone: 'ten-days', days: 10, openDays: 3 },
        adverse: { ...inTwoWeeks, advice: 'refer-now' },
      },
      later: {
        fromMonths: 2,
        next: {
          regular: { milestone: 'month', months: 1, openDays: 7 },
          adverse: { ...inTwoWeeks, advice: 'refer-now' },
        },
      },
    },
    'after-referral': { shown: 'everybody', modes: byPhoneToo, first: { ...inTwoWeeks, openDays: 14 } },
    'after-discharge': { shown: 'everybody', modes: byPhoneToo, first: { ...inTwoWeeks, openDays: 14 } },
    'high-risk-pressure': {
      shown: 'everybody',
      modes: byPhoneToo,
      closedByReading: 'pressure',
      first: { milestone: 'half-year', months: 6, openDays: 60 },
      next: { seen: { milestone: 'half-year', months: 6, openDays: 60 } },
    },
    'high-risk-glucose': {
      shown: 'everybody',
      modes: byPhoneToo,
      closedByReading: 'glucose',
      first: { milestone: 'year', months: 12, openDays: 90 },
      next: { seen: { milestone: 'year', months: 12, openDays: 90 } },
    },
  },
};

const ns3 = '国家基本公共卫生服务规范（第三版）';

/** By path below `followUps`. */
export const nationalFollowUpSources: Readonly<Record<string, string>> = {
  remindDaysBefore: '本产品：到期前三天提醒',
  remindDaysAfter: '本产品：过期三天再提醒',
  remindAt: '本产品：每天提醒的时间，在免打扰之外',
  escalateAfterDays: '本产品：逾期七天报团队长',
  missAfterDays: '本产品：按月龄、孕周的随访，报团队长后三十天记为失访',
  faceToFaceModes: `${ns3}：每年至少4次面对面随访；随访方式为门诊、家庭、站点`,
  'pressure.systolic': `${ns3} 高血压患者健康管理：一般<140/90`,
  'pressure.diastolic': `${ns3} 高血压患者健康管理：一般<140/90`,
  'pressure.elderFromAge': `${ns3} 高血压患者健康管理：≥65岁`,
  'pressure.elderSystolic': `${ns3} 高血压患者健康管理：≥65岁<150/90`,
  'pressure.elderDiastolic': `${ns3} 高血压患者健康管理：≥65岁<150/90`,
  'pressure.dangerSystolic': `${ns3} 高血压患者健康管理：收缩压≥180紧急转诊`,
  'pressure.dangerDiastolic': `${ns3} 高血压患者健康管理：舒张压≥110紧急转诊`,
  'pressure.plausibleSystolic': '本产品：血压计能显示的范围',
  'pressure.plausibleDiastolic': '本产品：血压计能显示的范围',
  'glucose.fasting': `${ns3} 2型糖尿病患者健康管理：空腹<7.0`,
  'glucose.afterMeal': '中国2型糖尿病防治指南：非空腹<10.0',
  'glucose.dangerHigh': `${ns3} 2型糖尿病患者健康管理：≥16.7紧急转诊`,
  'glucose.dangerLow': `${ns3} 2型糖尿病患者健康管理：≤3.9紧急转诊`,
  'glucose.plausible': '本产品：血糖仪能显示的范围',
  weight: '本产品：体重秤能显示的范围',
  measureAgainMinutes: '本产品：血压很高、没有不舒服，歇五分钟再量（domain §5）',
  takeBackMinutes: '本产品：报错的测量值可以撤回',
  'alerts.answerMinutes': '本产品：预警一小时内要有人答复',
  'alerts.answerMinutesAtNight': '本产品：夜间值班电话半小时内答复',
  'plans.hypertension': `${ns3} 高血压患者健康管理：每年4次；控制→3个月，首次不满意→2周，连续两次→建议转诊、2周`,
  'plans.diabetes': `${ns3} 2型糖尿病患者健康管理：每年4次空腹血糖；控制→3个月，首次不满意→2周，连续两次→建议转诊、2周`,
  'plans.elder': `${ns3} 老年人健康管理：每年1次`,
  'plans.pregnancy': `${ns3} 孕产妇健康管理：13周前，16–20、21–24、28–36、37–40周各1次`,
  'plans.postnatal': `${ns3} 孕产妇健康管理：出院后1周内访视，产后42天`,
  'plans.child': `${ns3} 0–6岁儿童健康管理：出院后1周内，28–30天，3、6、8、12、18、24、30、36月，4、5、6岁`,
  'plans.mental-disorder': `${ns3} 严重精神障碍患者管理：每年至少4次；稳定3个月，基本稳定2周，不稳定转诊、2周`,
  'plans.tuberculosis': `${ns3} 肺结核患者健康管理：72小时内第一次入户；强化期10天一次，继续期每月一次`,
  'plans.after-referral': `${ns3}：转诊后2周内随访`,
  'plans.after-discharge': `${ns3}：紧急转诊、出院后2周内随访`,
  'plans.high-risk-pressure': `${ns3} 高血压高危人群：每半年至少测1次血压`,
  'plans.high-risk-glucose': `${ns3} 2型糖尿病高危人群：每年至少测1次空腹血糖`,
};

/** What people must check (待核实): the numbers were not seen in the text itself. */
export const nationalFollowUpsUnsure: readonly string[] = [
  'pressure.elderFromAge',
  'glucose.afterMeal',
  'plans.hypertension.first',
  'plans.diabetes.first',
  'plans.elder.first',
  'plans.mental-disorder.modes',
  'plans.mental-disorder.next.basically-stable',
  'plans.tuberculosis.modes',
  'plans.tuberculosis.next.regular',
  'plans.tuberculosis.later',
  'plans.after-referral.modes',
  'plans.after-discharge',
];
