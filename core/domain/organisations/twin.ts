import type { Transaction } from '../transaction.ts';
import type { Place } from './place.ts';
import { placeOf } from './place.ts';
import { centreOf } from './tree.ts';

/**
 * 我的上级医院: the hospital that guides a centre, or the centre of a station, on a date (YYYY-MM-DD). Twinned from and
 * to dates (seed 001, annex 2; seed 000 §三(三)1). Undefined when there is none on that day.
 */
export async function twinHospital(tx: Transaction, organisationId: string, date: string): Promise<Place | undefined> {
  const centreId = await centreOf(tx, organisationId);
  if (!centreId) return undefined;
  const twinning = await tx.prisma.twinning.findFirst({
    where: { centreId, fromDate: { lte: date }, OR: [{ toDate: null }, { toDate: { gte: date } }] },
    orderBy: { fromDate: 'desc' },
  });
  return twinning ? placeOf(tx, twinning.hospitalId) : undefined;
}

/** The centres that a hospital guides on a date. */
export async function twinnedCentres(tx: Transaction, hospitalId: string, date: string): Promise<string[]> {
  const twinnings = await tx.prisma.twinning.findMany({
    where: { hospitalId, fromDate: { lte: date }, OR: [{ toDate: null }, { toDate: { gte: date } }] },
    select: { centreId: true },
  });
  return twinnings.map(({ centreId }) => centreId);
}
