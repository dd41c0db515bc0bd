import { endDoubledAlerts } from '../alerts/answer.ts';
import type { Transaction } from '../transaction.ts';
import { closePlans } from './close-plan.ts';

/**
 * Moves all that is known of somebody's health from a registration to who it turned out to be. Of two plans of a kind
 * the one on file goes on.
 */
export async function moveCare(tx: Transaction, fromId: string, toId: string): Promise<void> {
  const kept = await tx.prisma.carePlan.findMany({ where: { residentId: toId, status: 'active' } });
  const coming = await tx.prisma.carePlan.findMany({ where: { residentId: fromId, status: 'active' } });
  for (const { id, kind, causeId } of coming)
    if (kept.some((plan) => plan.kind === kind && plan.causeId === causeId))
      await closePlans(tx, { planId: id }, 'identity-merged');
  const known = await tx.prisma.diagnosis.findMany({ where: { residentId: toId, endedOn: null } });
  await tx.prisma.diagnosis.updateMany({
    where: { residentId: fromId, endedOn: null, code: { in: known.map(({ code }) => code) } },
    data: { endedOn: tx.day.dateOf(tx.now), endReason: 'identity-merged' },
  });
  await endDoubledAlerts(tx, fromId, toId);
  for (const table of ['Diagnosis', 'CarePlan', 'CareTask', 'Encounter', 'Reading', 'Alert', 'StaffTask'] as const)
    await tx.sql.run(`UPDATE "${table}" SET "residentId" = ? WHERE "residentId" = ?`, [toId, fromId]);
}
