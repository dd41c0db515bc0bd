import { lineageOf, subtreeOf } from '../organisations/tree.ts';
import { reachOf } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** A session that somebody or somewhere else is looked for. */
interface Wanting {
  id: string;
  organisationId: string;
  doctorId: string;
  startsAt: Date;
  endsAt: Date;
}

/** The doctors of the place and of what it belongs to below the district, who sit nowhere else at that time. */
export async function stayingDoctors(tx: Transaction, session: Wanting): Promise<{ id: string; name: string }[]> {
  const { id, organisationId, doctorId, startsAt, endsAt } = session;
  const centres = await tx.prisma.organisation.findMany({
    where: { id: { in: await lineageOf(tx, organisationId) }, kind: { in: ['centre', 'station'] } },
    select: { id: true },
  });
  const places: string[] = [];
  for (const centre of centres) places.push(...(await subtreeOf(tx, centre.id)));
  return tx.prisma.staff.findMany({
    where: {
      active: true,
      id: { not: doctorId },
      roles: { some: { role: { in: ['doctor', 'team_leader'] }, organisationId: { in: places } } },
      sessions: { none: { status: 'open', id: { not: id }, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } } },
    },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}

/** The other places that somebody works at, where the session could be held. */
export async function stayingPlaces(
  tx: Transaction,
  { organisationId }: Pick<Wanting, 'organisationId'>,
  staffId: string,
): Promise<{ id: string; name: string; shortName: string }[]> {
  const reached = await reachOf(tx, staffId, deskRoles);
  return tx.prisma.organisation.findMany({
    where: { id: { in: reached, not: organisationId }, active: true, kind: { in: ['centre', 'station'] } },
    select: { id: true, name: true, shortName: true },
    orderBy: { name: 'asc' },
  });
}
