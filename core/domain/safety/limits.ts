/** From which readings on somebody is told what to do at once. Pressure in mmHg, glucose in mmol/L. */
export interface DangerLimits {
  version: string;
  /** The first day it holds, YYYY-MM-DD. */
  effectiveFrom: string;
  source: string;
  /** Reached or above: danger. */
  systolic: number;
  diastolic: number;
  glucoseHigh: number;
  /** Reached or below: danger. */
  glucoseLow: number;
}

/** domain.md §5, hypertension and type-2 diabetes, column “at once”. */
export const nationalDangerLimits: DangerLimits = {
  version: 'national@2017',
  effectiveFrom: '2017-02-28',
  source: '国家基本公共卫生服务规范（第三版）：高血压患者、2型糖尿病患者健康管理服务规范',
  systolic: 180,
  diastolic: 110,
  glucoseHigh: 16.7,
  glucoseLow: 3.9,
};
