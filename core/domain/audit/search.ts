import type { AuditEntry } from '#prisma/generated/sqlite/client.ts';
import type { Transaction } from '../transaction.ts';

/** What to look for; dates are the district's days, both inclusive. */
export interface AuditQuestion {
  from?: string | undefined;
  to?: string | undefined;
  action?: string | undefined;
  actorId?: string | undefined;
  /** The sequence that this page begins below. */
  before?: number | undefined;
  most: number;
}

/** One entry as auditors read it: ids and codes, and the names of staff. */
export interface AuditLine extends Pick<AuditEntry, 'sequence' | 'at' | 'actorKind' | 'actorId' | 'action'> {
  /** 陈志远（拱北）; empty for residents and the program. */
  actorName: string;
  subjectKind: string;
  subjectId: string | null;
  purpose: string | null;
  detail: string;
}

/**
 * What staff and residents of some organisations did, the newest first. What the program and its operators did belongs to
 * nobody's subtree: `includesSystem` for who audits a district as a whole.
 */
export async function searchAudit(
  tx: Transaction,
  { from, to, action, actorId, before, most }: AuditQuestion,
  sight: { organisationIds: readonly string[]; includesSystem: 'yes' | 'no' },
): Promise<AuditLine[]> {
  const staffIds = await idsOf(tx.prisma.staff.findMany({ where: inside(sight), select: { id: true } }));
  const entries = await tx.prisma.auditEntry.findMany({
    where: {
      OR: [
        { actorKind: 'staff', actorId: { in: staffIds } },
        ...(sight.includesSystem === 'yes' ? [{ actorKind: { in: ['system', 'console-user'] } }] : []),
      ],
      ...(before === undefined ? {} : { sequence: { lt: before } }),
      ...(action === undefined ? {} : { action }),
      ...(actorId === undefined ? {} : { AND: { actorId } }),
      at: {
        ...(from === undefined ? {} : { gte: tx.day.at(from, '00:00') }),
        ...(to === undefined ? {} : { lt: tx.day.at(tx.day.add(to, 1), '00:00') }),
      },
    },
    orderBy: { sequence: 'desc' },
    take: most,
  });
  const names = await actorNames(tx, entries);
  return entries.map(({ actorId, detail, ...entry }) => ({
    ...entry,
    actorId,
    actorName: names.get(actorId ?? '') ?? '',
    detail: JSON.stringify(detail),
  }));
}

function inside({ organisationIds }: { organisationIds: readonly string[] }) {
  return { organisationId: { in: [...organisationIds] } };
}

async function idsOf(rows: Promise<{ id: string }[]>): Promise<string[]> {
  return (await rows).map(({ id }) => id);
}

async function actorNames(tx: Transaction, entries: readonly AuditEntry[]): Promise<Map<string, string>> {
  const ids = [...new Set(entries.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])))];
  const staff = await tx.prisma.staff.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, organisation: { select: { shortName: true } } },
  });
  const users = await tx.prisma.consoleUser.findMany({
    where: { id: { in: ids } },
    select: { id: true, username: true },
  });
  return new Map([
    ...staff.map(({ id, name, organisation }) => [id, `${name}（${organisation.shortName}）`] as const),
    ...users.map(({ id, username }) => [id, username] as const),
  ]);
}
