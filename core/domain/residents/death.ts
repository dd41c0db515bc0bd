import { endAlerts } from '../alerts/answer.ts';
import { ownerOf } from '../care/owner.ts';
import { closeConsultationsOf } from '../consultations/close.ts';
import { closePlans } from '../follow-ups/close-plan.ts';
import { giveSeatsBack } from '../gatherings/sign-up.ts';
import { endSupplies } from '../medicines/end.ts';
import { residentDied } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { closeCorrectionsOf } from '../records/corrections.ts';
import { withdrawReferralsOf } from '../referrals/withdraw.ts';
import { clearStaffTasks } from '../staff-tasks/clear.ts';
import type { Transaction } from '../transaction.ts';
import { endBinding } from './binding.ts';
import { endOpenContracts } from './end-contracts.ts';
import { giveVisitsBack } from './give-visits-back.ts';
import { ownTeam } from './home.ts';
import { residentName } from './resident.ts';

/**
 * Notes that somebody has died, once, and ends everything that ends with it, each by its own subject's step: visits and
 * places in line, contracts, plans, alerts, calls, referrals that nobody was seen for yet, consultations, seats, refills
 * and visits at home. Every push to them and about them stops, their accounts and what they did for others end, and the
 * team is told once. What they are known to have had stays on record, complaints and reports too.
 */
export async function noteDeath(
  tx: Transaction,
  { residentId, staffId }: { residentId: string; staffId: string },
): Promise<void> {
  const { count } = await tx.prisma.resident.updateMany({
    where: { id: residentId, diedOn: null },
    // The day on which it became known; the certificate's date comes with the record.
    data: { diedOn: tx.day.dateOf(tx.now) },
  });
  if (count === 0) return;
  // Who is told is who looked after them until now.
  const carers = await carersOf(tx, residentId);
  await giveVisitsBack(tx, residentId, 'resident-died');
  await endOpenContracts(tx, residentId, 'deceased');
  await tx.prisma.contract.deleteMany({ where: { residentId, status: 'draft' } });
  await closePlans(tx, { residentId }, 'resident-died', { staffId });
  await endAlerts(tx, residentId, staffId);
  await clearStaffTasks(tx, { residentId }, 'resident-died');
  await withdrawReferralsOf(tx, residentId);
  await closeConsultationsOf(tx, residentId);
  await giveSeatsBack(tx, residentId);
  await closeCorrectionsOf(tx, residentId);
  await endCareWork(tx, residentId);
  await endAccounts(tx, residentId);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'resident.death-noted',
    subject: { kind: 'resident', id: residentId },
  });
  const { name: by } = await tx.prisma.staff.findUniqueOrThrow({ where: { id: staffId }, select: { name: true } });
  const data = { name: await residentName(tx, residentId), by };
  for (const carer of carers.filter((id) => id !== staffId))
    await send(tx, residentDied, { staff: carer }, data, {
      key: `resident.died/${residentId}/${carer}/${tx.now.toISOString()}`,
    });
}

/** Who answers for them, and the leader of their team. */
async function carersOf(tx: Transaction, residentId: string): Promise<string[]> {
  const team = await ownTeam(tx, residentId);
  return [...new Set([await ownerOf(tx, residentId), ...(team ? [team.leader.id] : [])])];
}

/** Nobody waits for a medicine or a visit any more. */
async function endCareWork(tx: Transaction, residentId: string): Promise<void> {
  await endSupplies(tx, residentId);
  await tx.prisma.homeVisit.updateMany({
    where: { residentId, status: { in: ['offered', 'requested', 'planned'] } },
    data: {
      ...{ status: 'withdrawn', endReason: 'resident-died', endedAt: tx.now, dueAt: null },
      version: { increment: 1 },
    },
  });
}

/** Nobody talks as them, acts for them or is acted for by them any more, and nothing that waits goes out. */
async function endAccounts(tx: Transaction, residentId: string): Promise<void> {
  const bound = await tx.prisma.binding.findMany({ where: { residentId, status: 'active' }, select: { id: true } });
  for (const { id } of bound) await endBinding(tx, id, 'deceased');
  await tx.prisma.delegation.updateMany({
    where: { status: { in: ['pending', 'active'] }, OR: [{ subjectId: residentId }, { actorId: residentId }] },
    data: { status: 'ended', endedAt: tx.now, endReason: 'deceased' },
  });
  await tx.prisma.delivery.updateMany({
    where: { residentId, status: 'pending', recipientKind: { not: 'staff' } },
    data: { status: 'cancelled', reason: 'deceased', endedAt: tx.now },
  });
}
