import { z } from 'zod';
import type { GuardedPart } from '../residents/family-rules.ts';

/** Stored: never renamed. */
export const reportKinds = ['laboratory', 'ecg', 'ultrasound', 'radiology', 'checkup', 'discharge'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** As people say them; no kind tells what somebody suffers from. */
export const reportKindNames: Readonly<Record<ReportKind, string>> = {
  laboratory: '化验',
  ecg: '心电图',
  ultrasound: 'B超',
  radiology: '放射检查',
  checkup: '体检',
  discharge: '出院小结',
};

/** What a report says, as the sender wrote it. Nothing of it is interpreted here: the bot gives no diagnosis. */
export const reportContent = z.object({
  /** 项目、结果、参考范围. */
  items: z.array(
    z.object({
      name: z.string(),
      value: z.string(),
      unit: z.string().optional(),
      range: z.string().optional(),
      /** The laboratory's own mark. */
      flag: z.enum(['high', 'low']).optional(),
    }),
  ),
  /** 所见. */
  findings: z.string().optional(),
  /** 结论、建议. */
  conclusion: z.string().optional(),
});
export type ReportContent = z.infer<typeof reportContent>;

/** One report that comes in. */
export interface NewReport {
  residentId: string;
  /** Who issued it: a hospital, a centre. */
  organisationId: string;
  kind: ReportKind;
  /** What family does not see by default; left out for everything else. */
  part?: GuardedPart | undefined;
  /** 血常规 */
  title: string;
  content: ReportContent;
  issuedAt: Date;
  /** The sender's own number: the same one again changes nothing. */
  externalId: string;
  /** The referral of kind `test` that asked for it. */
  referralId?: string | undefined;
  /** Who entered it by hand. */
  recordedById?: string | undefined;
}
