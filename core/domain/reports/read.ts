import { rulesForResident } from '../packs/of-organisation.ts';
import { seesPart } from '../residents/family.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { type ReportContent, reportContent, type ReportKind, reportKindNames } from './report.ts';

/** One line of somebody's reports: nothing of what it says. */
export interface ReportLine {
  id: string;
  /** 化验 */
  kind: string;
  from: string;
  /** YYYY-MM-DD */
  issuedOn: string;
  isNew: boolean;
}

/**
 * The newest reports of somebody that a resident may see: their own once their identity has been checked; family's with a
 * delegation that the desk has checked, and never pregnancy, mental health and tuberculosis by default (domain.md §1).
 */
export async function reportsOf(
  tx: Transaction,
  { viewerId, residentId }: { viewerId: string; residentId: string },
): Promise<ReportLine[]> {
  const rows = await tx.prisma.report.findMany({
    where: { residentId },
    include: { organisation: { select: { shortName: true } } },
    orderBy: [{ issuedAt: 'desc' }, { id: 'desc' }],
  });
  const lines: ReportLine[] = [];
  const sees = new Map<string, boolean>();
  const { reportsShown } = (await rulesForResident(tx, residentId)).records;
  for (const { id, kind, part, issuedAt, firstReadAt, organisation } of rows) {
    if (lines.length === reportsShown) break;
    const may = sees.get(part) ?? (await seesPart(tx, viewerId, residentId, part));
    sees.set(part, may);
    if (!may) continue;
    const issuedOn = tx.day.dateOf(issuedAt);
    lines.push({ id, kind: kindName(kind), from: organisation.shortName, issuedOn, isNew: firstReadAt === null });
  }
  return lines;
}

/** A report in full. */
export interface ReportView {
  residentName: string;
  kind: string;
  title: string;
  from: string;
  phone: string;
  issuedOn: string;
  content: ReportContent;
}

/**
 * Reads a report for who may see it; audited, with the purpose, whoever looks. Undefined for who may not, as for a report
 * that is not there.
 */
export async function readReport(
  tx: Transaction,
  { viewerId, reportId }: { viewerId: string; reportId: string },
): Promise<ReportView | undefined> {
  const row = await tx.prisma.report.findUnique({ where: { id: reportId }, include: { organisation: true } });
  if (!row || !(await seesPart(tx, viewerId, row.residentId, row.part))) return undefined;
  const { residentId, organisation } = row;
  await tx.prisma.report.updateMany({ where: { id: reportId, firstReadAt: null }, data: { firstReadAt: tx.now } });
  tx.audit({
    actor: { kind: 'resident', id: viewerId },
    action: 'report.read',
    subject: { kind: 'resident', id: residentId },
    purpose: viewerId === residentId ? 'own-record' : 'family-record',
    detail: { reportId },
  });
  return {
    residentName: await residentName(tx, residentId),
    kind: kindName(row.kind),
    title: row.title,
    from: organisation.name,
    phone: organisation.phone,
    issuedOn: tx.day.dateOf(row.issuedAt),
    content: openContent(tx, row),
  };
}

/** What was sealed when it came in. */
export function openContent(tx: Transaction, { id, contentSealed }: { id: string; contentSealed: string }) {
  const place = { table: 'Report', column: 'contentSealed', row: id };
  return reportContent.parse(JSON.parse(tx.vault.open(place, contentSealed)));
}

/** 检查 for a kind of another release. */
export function kindName(kind: string): string {
  return reportKindNames[kind as ReportKind] ?? '检查';
}
