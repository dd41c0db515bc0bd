import type { Transaction } from '../transaction.ts';
import { reachOf } from '../staff/reach.ts';
import { administratorRoles } from '../staff/roles.ts';

/** The centres that somebody administers. */
export async function centresOf(tx: Transaction, staffId: string): Promise<{ id: string; shortName: string }[]> {
  return tx.prisma.organisation.findMany({
    where: { id: { in: await reachOf(tx, staffId, administratorRoles) }, kind: 'centre', active: true },
    select: { id: true, shortName: true },
    orderBy: { name: 'asc' },
  });
}

/** Who may come to serve at a centre: the doctors of the hospitals that guide it today, and whoever sits in there. */
export async function supportersOf(
  tx: Transaction,
  centreId: string,
): Promise<{ id: string; name: string; place: string }[]> {
  const today = tx.day.dateOf(tx.now);
  const twins = await tx.prisma.twinning.findMany({
    where: { centreId, fromDate: { lte: today }, OR: [{ toDate: null }, { toDate: { gte: today } }] },
    select: { hospitalId: true },
  });
  const doctors = await tx.prisma.staff.findMany({
    where: {
      active: true,
      organisation: { kind: 'hospital' },
      roles: { some: { role: { in: ['expert', 'doctor'] } } },
      OR: [
        { organisationId: { in: twins.map(({ hospitalId }) => hospitalId) } },
        { schedules: { some: { organisationId: centreId, kind: 'expert' } } },
      ],
    },
    select: { id: true, name: true, organisation: { select: { shortName: true } } },
    orderBy: { id: 'asc' },
  });
  return doctors.map(({ id, name, organisation }) => ({ id, name, place: organisation.shortName }));
}

/** The staff of some centres. */
export async function lendable(tx: Transaction, centres: readonly string[]): Promise<{ id: string; name: string }[]> {
  return tx.prisma.staff.findMany({
    where: { active: true, organisationId: { in: [...centres] } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
}

/** Where somebody may be lent to: hospitals and bureaus. */
export async function borrowers(tx: Transaction): Promise<{ id: string; shortName: string }[]> {
  return tx.prisma.organisation.findMany({
    where: { active: true, kind: { in: ['hospital', 'bureau', 'town'] } },
    select: { id: true, shortName: true },
    orderBy: [{ kind: 'asc' }, { name: 'asc' }],
  });
}
