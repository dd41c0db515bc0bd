import type { Transaction } from '../transaction.ts';

/** 家庭医生团队 (seed 001 四(五)). */
export interface TeamView {
  id: string;
  name: string;
  centreId: string;
  leader: { id: string; name: string };
  /** The leader too; who left is not here. */
  members: { id: string; name: string; title: string }[];
}

const withMembers = {
  leader: { select: { id: true, name: true } },
  members: {
    where: { staff: { active: true } },
    include: { staff: { select: { id: true, name: true, title: true } } },
    orderBy: { staffId: 'asc' },
  },
} as const;

/** @throws when there is no such team: a fault, for ids come from rows. */
export async function teamOf(tx: Transaction, teamId: string): Promise<TeamView> {
  const team = await tx.prisma.team.findUniqueOrThrow({ where: { id: teamId }, include: withMembers });
  return viewOf(team);
}

/** The teams of a centre, in the order in which they were set up. */
export async function teamsOfCentre(tx: Transaction, centreId: string): Promise<TeamView[]> {
  const teams = await tx.prisma.team.findMany({ where: { centreId }, include: withMembers, orderBy: { id: 'asc' } });
  return teams.map(viewOf);
}

/** The teams that somebody is a member of. */
export async function teamsOfStaff(tx: Transaction, staffId: string): Promise<TeamView[]> {
  const teams = await tx.prisma.team.findMany({
    where: { OR: [{ leaderId: staffId }, { members: { some: { staffId } } }] },
    include: withMembers,
    orderBy: { id: 'asc' },
  });
  return teams.map(viewOf);
}

interface TeamRow {
  id: string;
  name: string;
  centreId: string;
  leader: { id: string; name: string };
  members: { staff: { id: string; name: string; title: string } }[];
}

function viewOf({ id, name, centreId, leader, members }: TeamRow): TeamView {
  return { id, name, centreId, leader, members: members.map(({ staff }) => staff) };
}
