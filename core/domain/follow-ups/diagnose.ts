import type { Resident } from '#prisma/generated/sqlite/client.ts';
import { caresFor } from '../care/bond.ts';
import type { PlanKind } from '../packs/follow-up-rules.ts';
import { refuse } from '../refusal.ts';
import { storedTags, type ResidentTag } from '../residents/rules.ts';
import { residentRow } from '../residents/resident.ts';
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
 * @throws Refusal `not-allowed` for who does not care for the resident, `resident-deceased`.
 */
export async function recordDiagnosis(tx: Transaction, diagnosis: NewDiagnosis): Promise<string | undefined> {
  const { code, diagnosedOn, staffId } = diagnosis;
  const resident = await mustCareFor(tx, diagnosis);
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

/**
 * Who is at risk of high pressure or glucose is prompted to measure (domain.md §5); a diagnosis stands above it.
 * @returns the plan's id; undefined when it was known, or there is a diagnosis.
 * @throws Refusal as `recordDiagnosis`.
 */
export async function recordRisk(
  tx: Transaction,
  { residentId, of, staffId }: { residentId: string; of: 'pressure' | 'glucose'; staffId: string },
): Promise<string | undefined> {
  const { id } = await mustCareFor(tx, { residentId, staffId });
  const code = of === 'pressure' ? 'hypertension' : 'type-2-diabetes';
  if (await tx.prisma.diagnosis.count({ where: { residentId: id, code, endedOn: null } })) return undefined;
  const kind = of === 'pressure' ? 'high-risk-pressure' : 'high-risk-glucose';
  return openPlan(tx, { residentId: id, kind, anchorOn: tx.day.dateOf(tx.now), openedById: staffId });
}

/** The diagnoses that hold today. */
export async function runningDiagnoses(tx: Transaction, residentId: string): Promise<DiagnosisCode[]> {
  const rows = await tx.prisma.diagnosis.findMany({
    where: { residentId, endedOn: null },
    select: { code: true },
    orderBy: { diagnosedOn: 'asc' },
  });
  return rows.map(({ code }) => code).filter((code): code is DiagnosisCode => code in followed);
}

/**
 * A diagnosis does not hold any more: it was wrong, or is cured. Its plan ends.
 * @throws Refusal as `recordDiagnosis`.
 */
export async function endDiagnosis(
  tx: Transaction,
  { residentId, code, endReason, staffId }: Omit<NewDiagnosis, 'diagnosedOn'> & { endReason: string },
): Promise<void> {
  await mustCareFor(tx, { residentId, staffId });
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

/**
 * Only who cares for the resident enters what care follows from.
 * @throws Refusal `not-allowed`, `resident-deceased`.
 */
export async function mustCareFor(
  tx: Transaction,
  { residentId, staffId }: { residentId: string; staffId: string },
): Promise<Resident> {
  const resident = await residentRow(tx, residentId);
  if (!(await caresFor(tx, { staffId, residentId }))) throw refuse('not-allowed');
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  return resident;
}

/** 重点人群标签 that packages and priority go by. */
export async function addTag(tx: Transaction, residentId: string, tag: ResidentTag): Promise<void> {
  const { tags } = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId }, select: { tags: true } });
  const kept = storedTags(tags);
  if (kept.includes(tag)) return;
  await tx.prisma.resident.update({ where: { id: residentId }, data: { tags: [...kept, tag] } });
}
