import { areaTeam } from '../residents/home.ts';
import { residentRow } from '../residents/resident.ts';
import { administratorRoles } from '../staff/roles.ts';
import { whoAnswersFor } from '../staff/cover.ts';
import { dutyStaff } from '../staff/duty.ts';
import { teamOf, type TeamView } from '../staff/teams.ts';
import { lineageOf } from '../organisations/tree.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Who looks after a resident today (domain.md §1: every alert and task has an owner): the active contract's doctor, or who
 * covers for them while they are away; else the leader of the grid's team; else the first leader of the home centre.
 * Never nobody: at last whoever works there, and for who lives nowhere that we know the district's administrators.
 *
 * @throws Error when nobody at all works in the district: a fault of the set-up.
 */
export async function ownerOf(tx: Transaction, residentId: string): Promise<string> {
  const { doctorId, team, centreId } = await carersOf(tx, residentId);
  const near = [doctorId, ...(team ? [team.leader.id, ...team.members.map(({ id }) => id)] : [])];
  for (const staffId of near) {
    const present = staffId && (await whoAnswersFor(tx, staffId));
    if (present) return present;
  }
  const far = [...(centreId ? await dutyStaff(tx, centreId) : []), ...(await administratorsAbove(tx, centreId))];
  for (const staffId of far) {
    const present = await whoAnswersFor(tx, staffId);
    if (present) return present;
  }
  const anybody = await tx.prisma.staff.findFirst({ where: { active: true }, orderBy: { id: 'asc' } });
  if (!anybody) throw new Error('nobody works in the district');
  return anybody.id;
}

/**
 * To whom something about a resident goes when its owner has let it lie: the team's leader, then the administrators of
 * the centre, the town and the district. Undefined when nobody is above the owner any more.
 */
export async function nextOwner(tx: Transaction, residentId: string, ownerId: string): Promise<string | undefined> {
  const { team, centreId } = await carersOf(tx, residentId);
  const above = [...(team ? [team.leader.id] : []), ...(await administratorsAbove(tx, centreId))];
  const present: string[] = [];
  for (const staffId of above) {
    const answering = await whoAnswersFor(tx, staffId);
    if (answering && !present.includes(answering)) present.push(answering);
  }
  return present[present.indexOf(ownerId) + 1];
}

interface Carers {
  doctorId: string | undefined;
  team: TeamView | undefined;
  centreId: string | undefined;
}

async function carersOf(tx: Transaction, residentId: string): Promise<Carers> {
  const { id, homeCentreId } = await residentRow(tx, residentId);
  const contract = await tx.prisma.contract.findFirst({
    where: { residentId: id, status: 'active' },
    select: { doctorId: true, teamId: true, centreId: true },
  });
  const team = contract ? await teamOf(tx, contract.teamId) : await areaTeam(tx, id);
  const centreId = contract?.centreId ?? team?.centreId ?? homeCentreId ?? undefined;
  return { doctorId: contract?.doctorId, team, centreId };
}

/** Of the centre first, of the district last; of the whole district for who belongs to no centre. */
async function administratorsAbove(tx: Transaction, centreId: string | undefined): Promise<string[]> {
  const lineage = centreId ? await lineageOf(tx, centreId) : [];
  const held = await tx.prisma.staffRole.findMany({
    where: {
      role: { in: [...administratorRoles] },
      staff: { active: true },
      organisation: centreId ? { id: { in: lineage } } : { kind: 'bureau' },
    },
    select: { staffId: true, organisationId: true },
    orderBy: { staffId: 'asc' },
  });
  const height = ({ organisationId }: { organisationId: string }) => lineage.indexOf(organisationId);
  return [...held].sort((one, other) => height(one) - height(other)).map(({ staffId }) => staffId);
}
