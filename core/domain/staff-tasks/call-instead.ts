import type { Transaction } from '../transaction.ts';
import { askStaffTask } from './ask.ts';

/**
 * Asks for a call about a notice of care that reached nobody. All notices about one event (three reminders of one
 * follow-up) are one call: its key is `call-instead/<notice's kind>/<first id of the delivery's key>`.
 * @returns why there is nothing to call about, or undefined.
 */
export async function callInstead(tx: Transaction, deliveryId: string): Promise<string | undefined> {
  const delivery = await tx.prisma.delivery.findUniqueOrThrow({
    where: { id: deliveryId },
    select: { key: true, kind: true, residentId: true, status: true, expiresAt: true },
  });
  const { key, kind, residentId, status, expiresAt } = delivery;
  if (status !== 'dead' && status !== 'cancelled') return `delivery-${status}`;
  if (residentId === null) return 'about-nobody';
  if (expiresAt !== null && expiresAt <= tx.now) return 'too-late';
  const asked = await askStaffTask(tx, {
    kind: 'phone',
    key: callInsteadKey(kind, key.split('/')[1] ?? deliveryId),
    reason: 'notice-unreached',
    residentId,
    subject: { kind: 'delivery', id: deliveryId },
    dueAt: expiresAt ?? undefined,
  });
  return asked === undefined ? 'asked-before' : undefined;
}

/** The key of the call about an event, for whoever clears it when the event is over. */
export function callInsteadKey(noticeKind: string, eventId: string): string {
  return `call-instead/${noticeKind}/${eventId}`;
}
