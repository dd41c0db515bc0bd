import type { Role } from '#prisma/generated/sqlite/enums.ts';
import { refuse } from '../refusal.ts';
import type { AuditNote, Transaction } from '../transaction.ts';
import { administratorRoles } from './roles.ts';

/** What is known of a colleague. */
export interface StaffFacts {
  name: string;
  title: string;
  speciality: string;
  hours: string;
}

/** Puts somebody on the staff list, without a role. @throws Refusal `staff-exists` for a userid that is taken. */
export async function addStaff(
  tx: Transaction,
  { by, ...facts }: StaffFacts & { wecomUserid: string; organisationId: string; by: AuditNote['actor'] },
): Promise<string> {
  const { wecomUserid, organisationId } = facts;
  if (await tx.prisma.staff.findUnique({ where: { wecomUserid }, select: { id: true } })) throw refuse('staff-exists');
  const id = tx.id();
  await tx.prisma.staff.create({ data: { id, ...facts } });
  tx.audit({ actor: by, action: 'staff.added', subject: { kind: 'staff', id }, detail: { organisationId } });
  return id;
}

export async function changeStaff(
  tx: Transaction,
  { id, facts, by }: { id: string; facts: Partial<StaffFacts>; by: AuditNote['actor'] },
): Promise<void> {
  await tx.prisma.staff.update({ where: { id }, data: facts });
  const changed = Object.keys(facts).join(',');
  tx.audit({ actor: by, action: 'staff.changed', subject: { kind: 'staff', id }, detail: { changed } });
}

/** A role and the organisation that it is held in. */
export interface HeldRole {
  role: Role;
  organisationId: string;
}

/** Higher ones give lower ones and their own; auditors are appointed by the district alone, whom they audit. */
const rank: Readonly<Partial<Record<Role, number>>> = {
  centre_administrator: 1,
  town_administrator: 2,
  district_administrator: 3,
  auditor: 3,
};

/**
 * Replaces the roles that somebody holds within `reach`; those elsewhere stay. Nobody changes their own (threat model
 * T-20), gives a role above their own, or takes one away. It counts at the next request.
 *
 * @param by the administrator; undefined for the system administrator, who may give each.
 * @throws Refusal `not-allowed`
 */
export async function setRoles(
  tx: Transaction,
  {
    staffId,
    roles,
    reach,
    by,
  }: {
    staffId: string;
    roles: readonly HeldRole[];
    reach: readonly string[];
    by: { staffId: string | undefined; audited: AuditNote['actor'] };
  },
): Promise<void> {
  if (by.staffId === staffId) throw refuse('not-allowed');
  const held = await tx.prisma.staffRole.findMany({ where: { staffId, organisationId: { in: [...reach] } } });
  const highest = await highestRank(tx, by.staffId);
  const isAbove = ({ role }: { role: Role }) => (rank[role] ?? 0) > highest;
  const same = (one: HeldRole, other: HeldRole) =>
    one.role === other.role && one.organisationId === other.organisationId;
  const given = roles.filter((one) => !held.some((other) => same(one, other)));
  const taken = held.filter((one) => !roles.some((other) => same(one, other)));
  if ([...given, ...taken].some(isAbove) || given.some(({ organisationId }) => !reach.includes(organisationId)))
    throw refuse('not-allowed');
  for (const { role, organisationId } of taken)
    await tx.prisma.staffRole.delete({ where: { staffId_organisationId_role: { staffId, organisationId, role } } });
  for (const { role, organisationId } of given)
    await tx.prisma.staffRole.create({ data: { staffId, organisationId, role } });
  for (const [action, all] of [
    ['staff.role-given', given],
    ['staff.role-taken', taken],
  ] as const)
    for (const { role, organisationId } of all)
      tx.audit({
        ...{ actor: by.audited, action, subject: { kind: 'staff', id: staffId } },
        detail: { role, organisationId },
      });
}

async function highestRank(tx: Transaction, staffId: string | undefined): Promise<number> {
  if (staffId === undefined) return Math.max(...Object.values(rank));
  const held = await tx.prisma.staffRole.findMany({
    where: { staffId, role: { in: [...administratorRoles] } },
    select: { role: true },
  });
  return Math.max(0, ...held.map(({ role }) => rank[role] ?? 0));
}
