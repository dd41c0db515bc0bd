import type { Role } from '#prisma/generated/sqlite/enums.ts';
import { reachOf } from '../staff/reach.ts';
import { staffMember, type StaffMember } from '../staff/staff.ts';
import type { AuditNote, Transaction } from '../transaction.ts';
import { seenSession } from './session.ts';

/** A role of staff, or whoever administers the system: accounts, organisations, what failed, and no resident. */
export type ConsoleRole = Role | 'system_administrator';

export const consoleRoles = [
  'doctor',
  'nurse',
  'public_health_doctor',
  'team_leader',
  'hospital_desk',
  'expert',
  'centre_administrator',
  'town_administrator',
  'district_administrator',
  'auditor',
  'system_administrator',
] as const satisfies readonly ConsoleRole[];

/** Who asks: read from the rows at each request, so that a dismissal or a changed role counts at the next one. */
export interface Actor {
  userId: string;
  username: string;
  /** Undefined for the system administrator. */
  staff: StaffMember | undefined;
  roles: readonly ConsoleRole[];
  /** As the audit names them: a member of staff by their staff record, as in chat. */
  audited: AuditNote['actor'];
  session: { id: string; seenAt: Date };
}

/** Whoever is signed in with this token; undefined when the session is over, the account is closed, or they have left. */
export async function actorOf(tx: Transaction, token: string): Promise<Actor | undefined> {
  const session = await seenSession(tx, token);
  if (!session?.user.active) return undefined;
  const { id: userId, username, staffId } = session.user;
  const about = { userId, username, session: { id: session.id, seenAt: session.seenAt } };
  if (staffId === null)
    return {
      ...about,
      staff: undefined,
      roles: ['system_administrator'],
      audited: { kind: 'console-user', id: userId },
    };
  const staff = await staffMember(tx, staffId);
  if (!staff) return undefined;
  const roles = [...new Set(staff.roles.map(({ role }) => role))];
  return { ...about, staff, roles, audited: { kind: 'staff', id: staffId } };
}

/** Every organisation that some of these roles of theirs reach; all there are for the system administrator. */
export async function actorsReach(tx: Transaction, actor: Actor, roles: readonly ConsoleRole[]): Promise<string[]> {
  if (!actor.staff) return (await tx.prisma.organisation.findMany({ select: { id: true } })).map(({ id }) => id);
  return reachOf(
    tx,
    actor.staff.id,
    roles.filter((role) => role !== 'system_administrator'),
  );
}
