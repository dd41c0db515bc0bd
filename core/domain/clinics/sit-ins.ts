import { rulesOn } from '../packs/current.ts';
import { reachOf } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** A centre where fewer experts sit in this week than are due. */
export interface ShortOfSitIns {
  organisationId: string;
  shortName: string;
  held: number;
  due: number;
}

/**
 * The centres that somebody administers and that fall short of expert sit-ins in the week (Monday to Sunday) of a date:
 * three half-days a week are due (seed 001 二(二)1). Those of a centre's stations count for it.
 */
export async function shortOfSitIns(tx: Transaction, staffId: string, date: string): Promise<ShortOfSitIns[]> {
  const reached = await reachOf(tx, staffId, administratorRoles);
  const centres = await tx.prisma.organisation.findMany({
    where: { id: { in: reached }, kind: 'centre', active: true },
    select: { id: true, shortName: true, children: { select: { id: true } } },
    orderBy: { name: 'asc' },
  });
  if (centres.length === 0) return [];
  const monday = tx.day.add(date, 1 - tx.day.weekday(date));
  const sessions = await tx.prisma.clinicSession.findMany({
    where: { kind: 'expert', status: 'open', date: { gte: monday, lte: tx.day.add(monday, 6) } },
    select: { organisationId: true },
  });
  const due = rulesOn(date).clinics.sitInsPerWeek;
  return centres.flatMap(({ id, shortName, children }) => {
    const places = [id, ...children.map((station) => station.id)];
    const held = sessions.filter(({ organisationId }) => places.includes(organisationId)).length;
    return held < due ? [{ organisationId: id, shortName, held, due }] : [];
  });
}
