import type { Referral } from '#prisma/generated/sqlite/client.ts';
import type { Role } from '#prisma/generated/sqlite/enums.ts';
import { lineageOf } from '../organisations/tree.ts';
import { answersFor, whoAnswersFor } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import type { NextOwner } from './rules.ts';

type Parties = Pick<Referral, 'direction' | 'fromOrganisationId' | 'toOrganisationId' | 'doctorId'>;

/** Who answers for an organisation, nearest first: its desk, its head, the district (domain.md §4). */
const ranks: readonly (readonly Role[])[] = [
  ['hospital_desk'],
  ['centre_administrator'],
  ['town_administrator', 'district_administrator'],
];

/** Who may act for a hospital; the experts see what is referred to them, the desk answers. */
const hospitalRoles: readonly Role[] = ['hospital_desk', 'centre_administrator', 'district_administrator'];
const centreLeads: readonly Role[] = ['team_leader', 'centre_administrator', 'district_administrator'];

/** Everybody of an organisation who may answer, of the first rank that has anybody at or above `rank`. */
export async function answerers(tx: Transaction, parties: Parties, side: 'sender' | 'recipient', rank: number) {
  const organisationId = side === 'sender' ? parties.fromOrganisationId : parties.toOrganisationId;
  if (organisationId === null) return [];
  const chain = await answerChain(tx, parties, organisationId);
  return chain[Math.min(rank, chain.length - 1)] ?? [];
}

/** The staff member who has to act next; null for the resident, and for nobody. */
export async function ownerOf(
  tx: Transaction,
  parties: Parties,
  next: NextOwner,
  rank: number,
): Promise<string | null> {
  if (next === 'resident' || next === 'nobody') return null;
  const [first] = await answerers(tx, parties, next, rank);
  return first ?? null;
}

/** Of an organisation: ranks that have somebody, each with its staff. Of a centre the family doctor comes first. */
async function answerChain(tx: Transaction, { doctorId }: Parties, organisationId: string): Promise<string[][]> {
  const lineage = await lineageOf(tx, organisationId);
  const held = await tx.prisma.staffRole.findMany({
    where: {
      organisationId: { in: lineage },
      role: { in: [...ranks.flat(), 'team_leader'] },
      staff: { active: true },
    },
    select: { staffId: true, role: true },
    orderBy: { staffId: 'asc' },
  });
  const withRole = (roles: readonly Role[]) => [
    ...new Set(held.filter(({ role }) => roles.includes(role)).map(({ staffId }) => staffId)),
  ];
  const works = await tx.prisma.staff.count({ where: { id: doctorId, organisationId: { in: lineage } } });
  const doctor = works > 0 ? await whoAnswersFor(tx, doctorId) : undefined;
  const chain = [doctor === undefined ? [] : [doctor], withRole(['team_leader']), ...ranks.map(withRole)];
  return chain
    .map((staffIds, index) => staffIds.filter((id) => !chain.slice(0, index).flat().includes(id)))
    .filter((staffIds) => staffIds.length > 0);
}

/** The sides that a member of staff may act for. */
export async function sidesOf(
  tx: Transaction,
  referral: Parties,
  staffId: string,
): Promise<readonly ('sender' | 'recipient')[]> {
  const sides: ('sender' | 'recipient')[] = [];
  if (await mayActFor(tx, referral, referral.fromOrganisationId, staffId, 'sender')) sides.push('sender');
  if (referral.toOrganisationId && (await mayActFor(tx, referral, referral.toOrganisationId, staffId, 'recipient')))
    sides.push('recipient');
  return sides;
}

async function mayActFor(
  tx: Transaction,
  referral: Parties,
  organisationId: string,
  staffId: string,
  side: 'sender' | 'recipient',
): Promise<boolean> {
  const organisation = await tx.prisma.organisation.findUniqueOrThrow({ where: { id: organisationId } });
  if (organisation.kind === 'hospital') return reaches(tx, staffId, organisationId, hospitalRoles);
  if (side === 'recipient') return reaches(tx, staffId, organisationId, [...deskRoles, 'district_administrator']);
  if ((await answersFor(tx, staffId)).includes(referral.doctorId))
    return (await tx.prisma.staff.count({ where: { id: staffId, active: true } })) > 0;
  return reaches(tx, staffId, organisationId, centreLeads);
}
