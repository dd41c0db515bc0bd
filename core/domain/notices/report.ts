import { requestJob } from '../jobs/request-job.ts';
import type { Transaction } from '../transaction.ts';
import type { NoticeContent } from './delivery-channel.ts';
import type { EndingReason } from './reason.ts';
import { replyKind } from './send.ts';
import { writeDelivery } from './write-delivery.ts';

/** The platform's late word on a message that it took (WeChat: TEMPLATESENDJOBFINISH). */
export interface DeliveryReport {
  platformMessageId: string;
  outcome: 'delivered' | 'blocked' | 'failed';
}

/** A word that overtakes our own record is looked at again until then, milliseconds. */
const patience = 10 * 60_000;

/** Takes a report. One of a message that is not on record yet is kept for a while, because the two race. */
export async function takeReport(tx: Transaction, report: DeliveryReport): Promise<void> {
  if (await applyReport(tx, report)) return;
  const { platformMessageId, outcome } = report;
  await requestJob(
    tx,
    'delivery.report',
    { platformMessageId, outcome },
    {
      key: `delivery.report/${platformMessageId}`,
      dueAt: new Date(tx.now.getTime() + 2_000),
      expiresAt: new Date(tx.now.getTime() + patience),
    },
  );
}

/**
 * Notes that a message arrived, or sends it by SMS when it did not: who refuses the account's messages still hears what
 * they asked for, and a message that the platform lost was wanted.
 * @returns false when no such message is on record.
 */
export async function applyReport(tx: Transaction, { platformMessageId, outcome }: DeliveryReport): Promise<boolean> {
  const delivery = await tx.prisma.delivery.findFirst({ where: { platformMessageId } });
  if (!delivery) return false;
  if (delivery.deliveredAt) return true;
  if (outcome === 'delivered') {
    await tx.prisma.delivery.update({ where: { id: delivery.id }, data: { deliveredAt: tx.now } });
    return true;
  }
  const reason: EndingReason = outcome === 'blocked' ? 'blocked' : 'failed-at-platform';
  await tx.prisma.delivery.update({ where: { id: delivery.id }, data: { reason } });
  const { id, key, kind, recipientKind, recipientId, residentId, contentSealed, expiresAt } = delivery;
  const late = contentSealed === '' || (expiresAt !== null && expiresAt <= tx.now);
  if (recipientKind !== 'binding' || recipientId === null || kind === replyKind || late) return true;
  const binding = await tx.prisma.binding.findUnique({
    where: { id: recipientId },
    select: { status: true, resident: { select: { id: true, phoneSealed: true } } },
  });
  const sealed = binding?.status === 'active' ? binding.resident.phoneSealed : null;
  const owner = binding?.resident.id ?? '';
  await writeDelivery(tx, {
    key: `${key}/by-phone`,
    kind,
    recipientKind: sealed === null ? 'binding' : 'phone',
    recipientId: sealed === null ? recipientId : undefined,
    phone:
      sealed === null ? undefined : tx.vault.open({ table: 'Resident', column: 'phoneSealed', row: owner }, sealed),
    residentId: residentId ?? owner,
    // Written by writeDelivery from a NoticeContent, and sealed since.
    content: JSON.parse(
      tx.vault.open({ table: 'Delivery', column: 'contentSealed', row: id }, contentSealed),
    ) as NoticeContent,
    expiresAt: expiresAt ?? undefined,
    deadBecause: sealed === null ? 'unreachable' : undefined,
  });
  return true;
}
