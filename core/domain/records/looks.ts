import type { Transaction } from '../transaction.ts';
import { residentNames } from '../residents/resident.ts';

/** What counts as a look at somebody's health information. Stored in the audit: never renamed. */
const lookActions = [
  'record.read',
  'record.copied',
  'report.read',
  'readings.read',
  'medicines.read',
  'resident.read',
  'resident.phone-read',
] as const;

/** One line of 谁看过. */
export interface LookLine {
  at: Date;
  /** 陈志远（香洲区拱北社区卫生服务中心）; 本人; 家人王*军 */
  who: string;
  /** Why, in the stored word. */
  purpose: string;
  isOwn: boolean;
}

/** Who looked at somebody's record, when and why, the newest first: from the audit, which nobody can change. */
export async function looksAt(tx: Transaction, residentId: string, most: number): Promise<LookLine[]> {
  const entries = await tx.prisma.auditEntry.findMany({
    where: {
      subjectKind: 'resident',
      subjectId: residentId,
      action: { in: [...lookActions] },
      actorKind: { in: ['staff', 'resident'] },
    },
    orderBy: { sequence: 'desc' },
    take: most,
  });
  const ids = (kind: string) =>
    entries.flatMap(({ actorKind, actorId }) => (actorKind === kind && actorId ? [actorId] : []));
  const staff = await tx.prisma.staff.findMany({
    where: { id: { in: ids('staff') } },
    select: { id: true, name: true, organisation: { select: { name: true } } },
  });
  const family = await residentNames(tx, ids('resident'));
  return entries.map(({ at, actorKind, actorId, action, purpose }) => ({
    at,
    who: whoOf(actorKind, actorId ?? ''),
    purpose: purpose ?? action,
    isOwn: actorKind === 'resident' && actorId === residentId,
  }));

  function whoOf(kind: string, id: string): string {
    if (kind === 'resident') return id === residentId ? '' : (family.get(id) ?? '');
    const one = staff.find((member) => member.id === id);
    return one ? `${one.name}（${one.organisation.name}）` : '';
  }
}
