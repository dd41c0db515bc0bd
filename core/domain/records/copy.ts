import { sayMedicine } from '../medicines/medicine.ts';
import { type HealthPage, issueHealthLink, openHealthPage } from '../pages/health-page.ts';
import { residentRow } from '../residents/resident.ts';
import { isAdultAt, shownTags, storedTags } from '../residents/rules.ts';
import { rulesOn } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { diagnoses } from './words.ts';

/** A copy of what is held about somebody (个人信息保护法 第45条): table → rows, everything readable. */
export type DataCopy = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/**
 * Puts the copy together for the resident, or for a minor's checked guardian; audited. What is for staff only is not in it:
 * it is handed out at the desk. Undefined for who may not have it.
 */
async function copyFor(
  tx: Transaction,
  { viewerId, residentId }: { viewerId: string; residentId: string },
): Promise<DataCopy | undefined> {
  if (!(await mayHaveCopy(tx, { viewerId, residentId }))) return undefined;
  tx.audit({
    actor: { kind: 'resident', id: viewerId },
    action: 'record.copied',
    subject: { kind: 'resident', id: residentId },
    purpose: viewerId === residentId ? 'own-copy' : 'guardian-copy',
  });
  const { prisma } = tx;
  const of = { where: { residentId } } as const;
  const row = await residentRow(tx, residentId);
  const plain = (table: string, rows: readonly object[]) => rows.map((one) => readable(tx, table, one));
  const present = await prisma.diagnosis.findMany(of);
  const entries = await prisma.recordEntry.findMany(of);
  const lines = await prisma.consultationLine.findMany({ where: { consultation: { residentId } } });
  const supplies = await prisma.medicineSupply.findMany({ ...of, include: { medicine: true } });
  return {
    身份: plain('Resident', [{ ...row, tags: shownTags(storedTags(row.tags)) }]),
    绑定: plain('Binding', await prisma.binding.findMany(of)),
    家人: plain('Delegation', await prisma.delegation.findMany({ where: { subjectId: residentId } })),
    同意: plain('Consent', await prisma.consent.findMany(of)),
    通知设置: plain('NoticePreference', await prisma.noticePreference.findMany(of)),
    签约: plain('Contract', await prisma.contract.findMany(of)),
    预约: plain('Appointment', await prisma.appointment.findMany(of)),
    候补: plain('WaitlistEntry', await prisma.waitlistEntry.findMany(of)),
    诊断: plain(
      'Diagnosis',
      present.filter(({ code }) => diagnoses[code]?.isStaffOnly !== true),
    ),
    档案: plain(
      'RecordEntry',
      entries.filter(({ kind }) => kind !== 'remark'),
    ),
    更正申请: plain('RecordCorrection', await prisma.recordCorrection.findMany(of)),
    测量: plain('Reading', await prisma.reading.findMany(of)),
    报告: plain('Report', await prisma.report.findMany(of)),
    转诊: plain('Referral', await prisma.referral.findMany(of)),
    咨询: plain('ConsultationLine', lines),
    用药: plain(
      'MedicineSupply',
      supplies.map(({ medicine, ...supply }) => ({ ...supply, medicine: sayMedicine(medicine) })),
    ),
    上门: plain('HomeVisit', await prisma.homeVisit.findMany(of)),
    投诉: plain('Complaint', await prisma.complaint.findMany(of)),
    评价: plain('Rating', await prisma.rating.findMany(of)),
  };
}

/** @returns the token of `/h5/copy/<token>` under PUBLIC_URL. */
export function issueCopyLink(
  tx: Transaction,
  { residentId, contactId }: { residentId: string; contactId: string },
): Promise<{ token: string }> {
  return issueHealthLink(tx, { purpose: 'record.copy', subjectId: residentId, contactId });
}

/** The copy behind a link; audited each time, so it needs a transaction that commits. */
export function openCopyPage(
  tx: Transaction,
  { token, visit }: { token: string; visit: string },
): Promise<HealthPage<DataCopy>> {
  return openHealthPage(tx, { purpose: 'record.copy', token, visit }, (viewer, { subjectId: residentId }) =>
    copyFor(tx, { viewerId: viewer.id, residentId }),
  );
}

/** Oneself once verified; a minor's guardian whom the desk has checked. */
export async function mayHaveCopy(
  tx: Transaction,
  { viewerId, residentId }: { viewerId: string; residentId: string },
): Promise<boolean> {
  const subject = await residentRow(tx, residentId);
  if (subject.identityLevel !== 'verified') return false;
  if (viewerId === subject.id) return true;
  const today = tx.day.dateOf(tx.now);
  if (isAdultAt(tx.day.ageOn(subject.birthDate, today), rulesOn(today).identity)) return false;
  const where = { actorId: viewerId, subjectId: subject.id, kind: 'guardian', status: 'active' } as const;
  return (await tx.prisma.delegation.count({ where: { ...where, verifiedAt: { not: null } } })) > 0;
}

/** Opens what is sealed; leaves out what only the program needs: indexes, hashes, versions, the signature's picture. */
function readable(tx: Transaction, table: string, row: object): Record<string, unknown> {
  const { id = '' } = row as { id?: string };
  const fields: [string, unknown][] = [];
  for (const [name, value] of Object.entries(row)) {
    if (/(?:Index|Hash)$|^(?:version|rulePack|signatureSealed|escalations)$/u.test(name)) continue;
    if (name.endsWith('Sealed'))
      fields.push([
        name.slice(0, -'Sealed'.length),
        typeof value === 'string' && value !== '' ? tx.vault.open({ table, column: name, row: id }, value) : null,
      ]);
    else fields.push([name, value]);
  }
  return Object.fromEntries(fields);
}
