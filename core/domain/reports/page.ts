import { type HealthPage, issueHealthLink, openHealthPage } from '../pages/health-page.ts';
import type { Transaction } from '../transaction.ts';
import { readReport, type ReportView } from './read.ts';

/** @returns the token of `/h5/report/<token>` under PUBLIC_URL. */
export function issueReportLink(
  tx: Transaction,
  { reportId, contactId }: { reportId: string; contactId: string },
): Promise<{ token: string }> {
  return issueHealthLink(tx, { purpose: 'report', subjectId: reportId, contactId });
}

/** What the page shows. Each look is audited, so it needs a transaction that commits. */
export function openReportPage(
  tx: Transaction,
  { token, visit }: { token: string; visit: string },
): Promise<HealthPage<ReportView>> {
  return openHealthPage(tx, { purpose: 'report', token, visit }, (viewer, { subjectId }) =>
    readReport(tx, { viewerId: viewer.id, reportId: subjectId }),
  );
}
