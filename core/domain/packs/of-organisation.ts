import type { Transaction } from '../transaction.ts';
import { rulesOn } from './current.ts';
import { nearestPackStatement } from './of-organisation.sql.ts';
import type { RulePack } from './rule-pack.ts';

/** The rules that hold today for an organisation: of the nearest above it that names a pack (its district's bureau). */
export async function rulesAt(tx: Transaction, organisationId: string | null | undefined): Promise<RulePack> {
  const today = tx.day.dateOf(tx.now);
  if (!organisationId) return rulesOn(today);
  const nearest = await tx.sql.one<{ packId: string }>(nearestPackStatement, [organisationId]);
  return rulesOn(today, nearest?.packId);
}

/** The rules that hold today where somebody lives; the default district's for who lives nowhere that we know. */
export async function rulesForResident(tx: Transaction, residentId: string): Promise<RulePack> {
  const { homeCentreId } = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { homeCentreId: true },
  });
  return rulesAt(tx, homeCentreId);
}

/** The rules of every place on a date (YYYY-MM-DD), for what looks at many of them at once. */
export type RulesOfPlaces = (organisationId: string | null | undefined, date: string) => RulePack;

/** Reads the tree once. */
export async function rulesOfPlaces(tx: Transaction): Promise<RulesOfPlaces> {
  const rows = await tx.prisma.organisation.findMany({ select: { id: true, parentId: true, packId: true } });
  const places = new Map(rows.map((row) => [row.id, row]));
  const packOf = (id: string | null | undefined): string | undefined => {
    const place = id ? places.get(id) : undefined;
    return place && (place.packId ?? packOf(place.parentId));
  };
  return (organisationId, date) => rulesOn(date, packOf(organisationId));
}
