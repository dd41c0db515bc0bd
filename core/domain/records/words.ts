import { z } from 'zod';
import { partsOf } from '#kit/chinese-input/calendar.ts';
import type { DistrictDay } from '#kit/day.ts';
import type { EncounterMode, RecordKind } from '#prisma/generated/sqlite/enums.ts';
import type { MedicineInUse } from '../medicines/in-use.ts';
import type { GuardedPart } from '../residents/family-rules.ts';

/** 诊断: the codes that are stored, what they are called, and who may know of them. */
export const diagnoses: Readonly<Record<string, { name: string; part?: GuardedPart; isStaffOnly?: true }>> = {
  hypertension: { name: '高血压' },
  'type-2-diabetes': { name: '2型糖尿病' },
  'severe-mental-disorder': { name: '严重精神障碍', part: 'mental-health', isStaffOnly: true },
  tuberculosis: { name: '肺结核', part: 'tuberculosis', isStaffOnly: true },
};

/** In the order of the record. */
export const recordKindNames: Readonly<Record<RecordKind, string>> = {
  allergy: '过敏',
  history: '既往病史',
  operation: '手术',
  family_history: '家族史',
  lifestyle: '生活方式',
  checkup: '体检',
  remark: '备注',
};

export const encounterModeNames: Readonly<Record<EncounterMode, string>> = {
  clinic: '门诊',
  home: '上门',
  phone: '电话',
  station: '站点',
  chat: '聊天',
};

/** Why somebody looked, in the words of 谁看过. Stored with the audit's entries. */
const purposes: Readonly<Record<string, string>> = {
  'own-record': '看自己的',
  'family-record': '替家人看',
  'own-readings': '看自己的测量记录',
  'family-readings': '替家人看测量记录',
  'own-medicines': '看自己的用药',
  'family-medicines': '替家人看用药',
  medicines: '备药',
  'own-copy': '要了一份资料',
  'guardian-copy': '监护人要了一份资料',
  treatment: '看病',
  'follow-up': '随访',
  'check-up': '体检',
  referral: '转诊',
  correction: '处理更正',
  'staff-task': '打电话联系',
  'contract.review': '签约审核',
  'identity.check': '核对身份',
};

export function sayPurpose(purpose: string): string {
  return purposes[purpose] ?? '办理服务';
}

const measured = z.union([
  z.object({ kind: z.literal('pressure'), systolic: z.number(), diastolic: z.number() }),
  z.object({ kind: z.literal('glucose'), value: z.number(), when: z.string().optional() }),
  z.object({ kind: z.literal('weight'), value: z.number() }),
]);

/** 血压 150/95 mmHg. @param stored as it was sealed. */
export function sayReading(stored: string): string {
  const reading = measured.parse(JSON.parse(stored));
  switch (reading.kind) {
    case 'pressure':
      return `血压 ${reading.systolic}/${reading.diastolic} mmHg`;
    case 'glucose':
      return `${reading.when === 'after-meal' ? '餐后' : '空腹'}血糖 ${reading.value} mmol/L`;
    case 'weight':
      return `体重 ${reading.value} kg`;
  }
}

/** 氨氯地平片 5mg，够用到3月31日: the last day on which there is some. */
export function sayInUse({ name, daysLeft, runsOutOn, adherence }: MedicineInUse, days: DistrictDay): string {
  if (adherence === 'stopped') return `${name}，说已停用`;
  if (daysLeft === 0) return `${name}，已用完`;
  const { month, day } = partsOf(days.add(runsOutOn, -1));
  return `${name}，够用到${month}月${day}日`;
}
