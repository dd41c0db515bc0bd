import type { PlanKind } from '../packs/follow-up-rules.ts';
import { refuse } from '../refusal.ts';
import { storedTags, type ResidentTag } from '../residents/rules.ts';
import { residentRow } from '../residents/resident.ts';
import { mustReach } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { closePlans } from './close-plan.ts';
import { openPlan } from './open-plan.ts';

/** Diagnoses from which a plan follows. Stored: never renamed. */
export type DiagnosisCode = 'hypertension' | 'type-2-diabetes' | 'severe-mental-disorder' | 'tuberculosis';

const followed: Readonly<Record<DiagnosisCode, { kind: PlanKind; tag: ResidentTag; watched?: PlanKind }>> = {
  hypertension: { kind: 'hypertension', tag: '高血压', watched: 'high-risk-pressure' },
  'type-2-diabetes': { kind: 'diabetes', tag: '糖尿病', watched: 'high-risk-glucose' },
  'severe-mental-disorder': { kind: 'mental-disorder', tag: '严重精神障碍' },
  tuberculosis: { kind: 'tuberculosis', tag: '肺结核' },
};

export interface NewDiagnosis {
  residentId: string;
  code: DiagnosisCode;
  /** YYYY-MM-DD; for tuberculosis the day of the notice, from which the 72 hours count. */
  diagnosedOn: string;
  staffId: string;
}

/**
 * Records a diagnosis, once while it lasts; its plan opens. Who was watched for being at risk of it is not any more.
 * @returns the plan's id; undefined when it was known.
 * @throws Refusal `not-allowed` for who does not work at the resident's centre, `resident-deceased`.
 */
export async function recordDiagnosis(tx: Transaction, diagnosis: NewDiagnosis): Promise<string | undefined> {
  const { code, diagnosedOn, staffId } = diagnosis;
  const resident = await residentRow(tx, diagnosis.residentId);
  if (resident.homeCentreId) await mustReach(tx, staffId, resident.homeCentreId, deskRoles);
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  const { kind, tag, watched } = followed[code];
  const written = await tx.sql.run(
    `INSERT INTO "Diagnosis" ("id", "residentId", "code", "diagnosedOn", "recordedById", "recordedAt")
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT ("residentId", "code") WHERE "endedOn" IS NULL DO NOTHING`,
    [tx.id(), resident.id, code, diagnosedOn, staffId, tx.now],
  );
  if (written === 0) return undefined;
  await addTag(tx, resident.id, tag);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'diagnosis.recorded',
    subject: { kind: 'resident', id: resident.id },
    detail: { code, diagnosedOn },
  });
  if (watched) await closePlans(tx, { residentId: resident.id, kind: watched }, 'diagnosed', { staffId });
  return openPlan(tx, { residentId: resident.id, kind, anchorOn: diagnosedOn, openedById: staffId });
}

/** A diagnosis does not hold any more: it was wrong, or is cured. Its plan ends. */
export async function endDiagnosis(
  tx: Transaction,
  { residentId, code, endReason, staffId }: Omit<NewDiagnosis, 'diagnosedOn'> & { endReason: string },
): Promise<void> {
  const { count } = await tx.prisma.diagnosis.updateMany({
    where: { residentId, code, endedOn: null },
    data: { endedOn: tx.day.dateOf(tx.now), endReason },
  });
  if (count === 0) return;
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'diagnosis.ended',
    subject: { kind: 'resident', id: residentId },
    detail: { code, reason: endReason },
  });
  await closePlans(tx, { residentId, kind: followed[code].kind }, 'diagnosis-ended', { staffId });
}

/** 重点人群标签 that packages and priority go by. */
export async function addTag(tx: Transaction, residentId: string, tag: ResidentTag): Promise<void> {
  const { tags } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId }, select: { tags: true } });
  const kept = storedTags(tags);
  if (kept.includes(tag)) return;
  await tx.prisma.resident.update({ where: { id: residentId }, data: { tags: [...kept, tag] } });
}
