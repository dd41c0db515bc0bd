import { rulesAt } from '../packs/of-organisation.ts';
import { averageScores } from '../ratings/answer.ts';
import type { Transaction } from '../transaction.ts';

/** A family doctor as residents compare them (domain.md §2: free places, speciality, hours, satisfaction; own grid's team first). */
export interface ComparedDoctor {
  id: string;
  name: string;
  title: string;
  /** 团队长 */
  isLeader: boolean;
  speciality: string;
  hours: string;
  freePlaces: number;
  /** 1–5, where enough residents have rated them. */
  satisfaction: number | undefined;
  teamId: string;
  teamName: string;
  centreId: string;
  /** 拱北 */
  centreName: string;
  nearness: 'own-grid' | 'own-centre' | 'district';
}

/** Where somebody lives, as far as it is known. */
export interface Home {
  gridId: string | null;
  homeCentreId: string | null;
}

/**
 * Every family doctor of the district, full ones too: free choice (seed 004 三(四)4), the team of the own grid first, then
 * the own centre, then the others; within them in the order of their rows, so that the list stays the same from turn to turn.
 */
export async function compareDoctors(tx: Transaction, home: Home): Promise<ComparedDoctor[]> {
  const staff = await tx.prisma.staff.findMany({
    where: { active: true, contractCapacity: { not: null }, memberships: { some: {} } },
    include: { memberships: { include: { team: { include: { centre: true, grids: { select: { id: true } } } } } } },
    orderBy: { id: 'asc' },
  });
  const { fewestForAverage } = (await rulesAt(tx, home.homeCentreId)).ratings;
  const scores = await averageScores(
    tx,
    staff.map(({ id }) => id),
    fewestForAverage,
  );
  return staff
    .flatMap((doctor) => asCompared(doctor, home))
    .map((doctor) => ({ ...doctor, satisfaction: scores.get(doctor.id) }))
    .sort(nearestFirst);
}

/** One doctor with the team in which a contract of somebody who lives there would be; undefined for no family doctor. */
export async function comparedDoctor(
  tx: Transaction,
  doctorId: string,
  home: Home,
): Promise<ComparedDoctor | undefined> {
  return (await compareDoctors(tx, home)).find(({ id }) => id === doctorId);
}

interface DoctorRow {
  id: string;
  name: string;
  title: string;
  speciality: string;
  hours: string;
  contractCapacity: number | null;
  contractsHeld: number;
  memberships: {
    team: {
      id: string;
      name: string;
      leaderId: string;
      centreId: string;
      centre: { shortName: string };
      grids: { id: string }[];
    };
  }[];
}

/** A doctor of several teams stands for the one nearest to home. */
function asCompared(doctor: DoctorRow, home: Home): Omit<ComparedDoctor, 'satisfaction'>[] {
  const { id, name, title, speciality, hours } = doctor;
  const teams = doctor.memberships.map(({ team }) => ({
    id,
    name,
    title,
    isLeader: team.leaderId === id,
    speciality,
    hours,
    freePlaces: Math.max(0, (doctor.contractCapacity ?? 0) - doctor.contractsHeld),
    teamId: team.id,
    teamName: team.name,
    centreId: team.centreId,
    centreName: team.centre.shortName,
    nearness: nearnessOf(team, home),
  }));
  return teams.sort(nearestFirst).slice(0, 1);
}

function nearnessOf(team: { centreId: string; grids: { id: string }[] }, home: Home): ComparedDoctor['nearness'] {
  if (team.grids.some(({ id }) => id === home.gridId)) return 'own-grid';
  return team.centreId === home.homeCentreId ? 'own-centre' : 'district';
}

const order: readonly ComparedDoctor['nearness'][] = ['own-grid', 'own-centre', 'district'];

type Near = Pick<ComparedDoctor, 'id' | 'nearness'>;

function nearestFirst(one: Near, other: Near): number {
  const nearer = order.indexOf(one.nearness) - order.indexOf(other.nearness);
  return nearer || (one.id < other.id ? -1 : 1);
}
