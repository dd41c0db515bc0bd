import { gatheringCalledOff, trainingCalledOff } from '../notices/gatherings.ts';
import { clearJobs } from '../jobs/request-job.ts';
import { send } from '../notices/send.ts';
import { refuse } from '../refusal.ts';
import { residentNames } from '../residents/resident.ts';
import { mustReach, reachOf } from '../staff/reach.ts';
import { administratorRoles, deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';
import { type GatheringView, lockGathering } from './gathering.ts';
import { sayGathering, tellResidents } from './tell.ts';

/** What somebody may look after: their own, and those of the places that they administer; not yet held, nor called off. */
export async function hostedBy(tx: Transaction, staffId: string): Promise<GatheringView[]> {
  const places = await reachOf(tx, staffId, [...administratorRoles, 'team_leader']);
  const rows = await tx.prisma.gathering.findMany({
    where: { status: 'open', OR: [{ createdById: staffId }, { organisationId: { in: places } }] },
    include: { organisation: { select: { shortName: true } } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: 20,
  });
  return rows.map(({ organisation, ...row }) => ({ ...row, centre: organisation.shortName }));
}

/** Somebody who signed up. */
export interface Guest {
  id: string;
  name: string;
}

/** Who signed up, by the order in which they did. Looked at by staff, so it is audited. */
export async function guestsOf(tx: Transaction, gatheringId: string, staffId: string): Promise<Guest[]> {
  const signUps = await tx.prisma.signUp.findMany({
    where: { gatheringId, status: 'signed_up' },
    include: { staff: { select: { name: true } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const names = await residentNames(
    tx,
    signUps.flatMap(({ residentId }) => residentId ?? []),
  );
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'gathering.guests-read',
    subject: { kind: 'gathering', id: gatheringId },
    purpose: 'gathering.attendance',
  });
  return signUps.map(({ id, residentId, staff }) => ({ id, name: staff?.name ?? names.get(residentId ?? '') ?? '' }));
}

/**
 * 登记到场: who came, once it has begun; everybody else who signed up did not.
 * @throws Refusal `not-allowed`, `gathering-dates` before it begins, `gathering-closed` when it was recorded before
 */
export async function recordWhoCame(
  tx: Transaction,
  { gatheringId, came, by }: { gatheringId: string; came: readonly string[]; by: string },
): Promise<{ came: number; absent: number }> {
  const gathering = await lockGathering(tx, gatheringId);
  await mustHost(tx, gathering, by);
  if (gathering.startsAt > tx.now) throw refuse('gathering-dates');
  await moveOn(tx, gatheringId, 'held');
  const open = { gatheringId, status: 'signed_up' as const };
  const present = await tx.prisma.signUp.updateMany({
    where: { ...open, id: { in: [...came] } },
    data: { status: 'attended', endedAt: tx.now },
  });
  const missing = await tx.prisma.signUp.updateMany({ where: open, data: { status: 'absent', endedAt: tx.now } });
  audit(tx, by, 'gathering.held', gatheringId);
  return { came: present.count, absent: missing.count };
}

/**
 * Calls it off; everybody who signed up is told at once.
 * @throws Refusal `not-allowed`, `gathering-closed`
 */
export async function callOff(
  tx: Transaction,
  { gatheringId, by }: { gatheringId: string; by: string },
): Promise<{ told: number }> {
  const gathering = await lockGathering(tx, gatheringId);
  await mustHost(tx, gathering, by);
  if (gathering.startsAt <= tx.now) throw refuse('gathering-closed');
  await moveOn(tx, gatheringId, 'cancelled');
  const signUps = await tx.prisma.signUp.findMany({ where: { gatheringId, status: 'signed_up' } });
  await tx.prisma.signUp.updateMany({
    where: { gatheringId, status: 'signed_up' },
    data: { status: 'cancelled', endedAt: tx.now },
  });
  await tx.prisma.gathering.updateMany({ where: { id: gatheringId }, data: { taken: 0 } });
  await clearJobs(tx, [`gathering.remind/${gatheringId}`, `gathering.came/${gatheringId}`], 'called-off');
  const options = { key: `gathering.called-off/${gatheringId}`, expiresAt: gathering.startsAt };
  await tellResidents(tx, signUps, gatheringCalledOff, { gathering, ...options });
  for (const { staffId } of signUps)
    if (staffId)
      await send(
        tx,
        trainingCalledOff,
        { staff: staffId },
        { ...sayGathering(tx, gathering) },
        {
          key: `${options.key}/${staffId}`,
          expiresAt: options.expiresAt,
        },
      );
  audit(tx, by, 'gathering.called-off', gatheringId);
  return { told: signUps.length };
}

async function moveOn(tx: Transaction, id: string, status: 'held' | 'cancelled'): Promise<void> {
  const { count } = await tx.prisma.gathering.updateMany({ where: { id, status: 'open' }, data: { status } });
  if (count === 0) throw refuse('gathering-closed');
}

async function mustHost(tx: Transaction, { createdById, organisationId }: GatheringView, by: string): Promise<void> {
  if (createdById !== by) await mustReach(tx, by, organisationId, [...administratorRoles, ...deskRoles]);
}

function audit(tx: Transaction, by: string, action: string, id: string): void {
  tx.audit({ actor: { kind: 'staff', id: by }, action, subject: { kind: 'gathering', id } });
}
