import type { Role } from '#prisma/generated/sqlite/enums.ts';
import { centreOf, subtreeOf } from '../organisations/tree.ts';
import type { Transaction } from '../transaction.ts';
import { awayOn } from './cover.ts';
import { dutyNow } from './duty-roster.ts';

/** Who is told first. */
const order: readonly Role[] = ['team_leader', 'doctor', 'nurse', 'public_health_doctor', 'centre_administrator'];

/**
 * The staff of a centre who are told of a danger sign or of a 人工, most likely to be there first: out of hours who
 * is on the roster, then the doctors of the sessions that run now, leaders, doctors, nurses; who is away only when nobody
 * else is left. Never empty while anybody works at the centre, so that every
 * alert has an owner (domain.md §1).
 *
 * @param organisationId a centre, or a station of one.
 */
export async function dutyStaff(tx: Transaction, organisationId: string): Promise<string[]> {
  const centreId = (await centreOf(tx, organisationId)) ?? organisationId;
  const places = await subtreeOf(tx, centreId);
  const sitting = await tx.prisma.clinicSession.findMany({
    where: { organisationId: { in: places }, status: 'open', startsAt: { lte: tx.now }, endsAt: { gt: tx.now } },
    select: { doctorId: true },
    orderBy: { startsAt: 'asc' },
  });
  const held = await tx.prisma.staffRole.findMany({
    where: { organisationId: { in: places }, role: { in: [...order] }, staff: { active: true } },
    select: { staffId: true, role: true },
    orderBy: { staffId: 'asc' },
  });
  const working = [...held].sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role));
  const onDuty = await dutyNow(tx, centreId);
  const all = new Set([
    ...(onDuty ? [onDuty.staffId] : []),
    ...sitting.map(({ doctorId }) => doctorId),
    ...working.map(({ staffId }) => staffId),
  ]);
  const away = await awayToday(tx, [...all]);
  const present = [...all].filter((staffId) => !away.has(staffId));
  return present.length > 0 ? present : [...all];
}

async function awayToday(tx: Transaction, staffIds: readonly string[]): Promise<ReadonlySet<string>> {
  const absences = await tx.prisma.absence.findMany({
    where: { staffId: { in: [...staffIds] }, ...awayOn(tx.day.dateOf(tx.now)) },
    select: { staffId: true },
  });
  return new Set(absences.map(({ staffId }) => staffId));
}
