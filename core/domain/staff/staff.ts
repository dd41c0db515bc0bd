import type { Role } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';

/** Somebody who works in the district, with what they may do and where. */
export interface StaffMember {
  id: string;
  name: string;
  title: string;
  organisationId: string;
  /** Each role with the organisation that it is held in; it reaches down that subtree. */
  roles: { role: Role; organisationId: string }[];
}

/** The one with this WeCom userid, as it stands on the staff record; undefined when unknown, not active, or gone. */
export async function staffByUserid(tx: Transaction, userid: string): Promise<StaffMember | undefined> {
  const staff = await tx.prisma.staff.findUnique({ where: { wecomUserid: userid }, include: { roles: true } });
  return staff?.active ? memberOf(staff) : undefined;
}

/** The one with this id; undefined when unknown, not active, or gone. */
export async function staffMember(tx: Transaction, staffId: string): Promise<StaffMember | undefined> {
  const staff = await tx.prisma.staff.findUnique({ where: { id: staffId }, include: { roles: true } });
  return staff?.active ? memberOf(staff) : undefined;
}

function memberOf(staff: StaffMember): StaffMember {
  const { id, name, title, organisationId } = staff;
  return {
    id,
    name,
    title,
    organisationId,
    roles: staff.roles.map(({ role, organisationId }) => ({ role, organisationId })),
  };
}
