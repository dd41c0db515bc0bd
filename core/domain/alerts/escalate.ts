import { handOn } from '../care/hand-on.ts';
import { nextOwner, ownerOf } from '../care/owner.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import type { Transaction } from '../transaction.ts';
import { answerBy, requestLook, tellOwner } from './raise.ts';

/**
 * An alert that nobody has answered goes on: from the duty phone to the doctor, from the doctor to the leader, from the
 * leader to the centre and the district. At the top it stays where it is, open and owned.
 * @returns why there was nothing to do, or undefined.
 */
export async function escalateAlert(
  tx: Transaction,
  { alertId, escalations }: { alertId: string; escalations: number },
): Promise<string | undefined> {
  const alert = await tx.prisma.alert.findUniqueOrThrow({ where: { id: alertId }, include: { resident: true } });
  if (alert.status !== 'open') return 'answered';
  if (alert.escalations !== escalations) return 'escalated-before';
  const carer = await ownerOf(tx, alert.residentId);
  const dueAt = answerBy(tx, await rulesAt(tx, alert.resident.homeCentreId));
  const why = await handOn(tx, alert, {
    to: escalations === 0 && carer !== alert.ownerId ? carer : await nextOwner(tx, alert.residentId, alert.ownerId),
    dueAt,
    subject: 'alert',
    action: 'alert.escalated',
    take: (data) => tx.prisma.alert.updateMany({ where: { id: alertId, status: 'open', escalations }, data }),
    lookAgain: () => requestLook(tx, alertId, escalations + 1, dueAt),
    tell: (ownerId) => tellOwner(tx, alertId, ownerId, escalations + 1),
  });
  return why === 'changed' ? 'escalated-before' : why;
}
