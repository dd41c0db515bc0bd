import { deskCentres } from '../staff/desk.ts';
import { twinHospital } from '../organisations/twin.ts';
import type { Place } from '../organisations/place.ts';
import type { Transaction } from '../transaction.ts';

/** The centres and stations whose lists somebody proposes changes of. */
export async function placesToManage(tx: Transaction, staffId: string): Promise<{ id: string; shortName: string }[]> {
  return tx.prisma.organisation.findMany({
    where: { id: { in: await deskCentres(tx, staffId) } },
    select: { id: true, shortName: true },
    orderBy: [{ kind: 'asc' }, { name: 'asc' }],
  });
}

/** Everything on some lists, with what is only proposed. */
export async function listToManage(tx: Transaction, organisationIds: readonly string[]) {
  return tx.prisma.medicine.findMany({
    where: { organisationId: { in: [...organisationIds] }, status: { not: 'withdrawn' } },
    include: { supplier: { select: { shortName: true } } },
    orderBy: [{ name: 'asc' }, { strength: 'asc' }, { id: 'asc' }],
  });
}

/** 联系用药: the hospital that a place may ask, on today's twinning. */
export function supplierOf(tx: Transaction, organisationId: string): Promise<Place | undefined> {
  return twinHospital(tx, organisationId, tx.day.dateOf(tx.now));
}
