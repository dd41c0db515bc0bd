import type { Transaction } from '../transaction.ts';
import { teamOf, teamsOfCentre, type TeamView } from '../staff/teams.ts';

/** The grid (片区) of an address and its centre: the one whose street or estate is named, the longest name first. */
export async function placeByAddress(
  tx: Transaction,
  address: string,
): Promise<{ gridId: string; centreId: string } | undefined> {
  const plain = address.normalize('NFKC').replace(/\s/gu, '');
  const grids = await tx.prisma.grid.findMany({ select: { id: true, centreId: true, places: true } });
  const named = grids.flatMap(({ id, centreId, places }) =>
    placesOf(places)
      .filter((place) => plain.includes(place))
      .map((place) => ({ gridId: id, centreId, length: place.length })),
  );
  const [nearest] = named.sort((one, other) => other.length - one.length);
  return nearest && { gridId: nearest.gridId, centreId: nearest.centreId };
}

/**
 * The team of the area where a resident lives: the grid's, else the first of the home centre, so that every alert and
 * task has an owner. Undefined for who lives nowhere that we know.
 */
export async function areaTeam(tx: Transaction, residentId: string): Promise<TeamView | undefined> {
  const resident = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { homeCentreId: true, grid: { select: { teamId: true } } },
  });
  if (resident.grid) return teamOf(tx, resident.grid.teamId);
  if (!resident.homeCentreId) return undefined;
  const [first] = await teamsOfCentre(tx, resident.homeCentreId);
  return first;
}

/** The team that cares for a resident: of the active contract, else of the area (domain.md §1). */
export async function ownTeam(tx: Transaction, residentId: string): Promise<TeamView | undefined> {
  const contract = await tx.prisma.contract.findFirst({
    where: { residentId, status: 'active' },
    select: { teamId: true },
  });
  return contract ? teamOf(tx, contract.teamId) : areaTeam(tx, residentId);
}

function placesOf(places: unknown): string[] {
  return Array.isArray(places) ? places.filter((place) => typeof place === 'string' && place !== '') : [];
}
