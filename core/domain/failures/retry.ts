import type { Delivery, Job } from '#prisma/generated/sqlite/client.ts';
import type { NoticeContent } from '../notices/delivery-channel.ts';
import { writeDelivery } from '../notices/write-delivery.ts';
import type { AuditNote, Transaction } from '../transaction.ts';

/** What became of an operator's wish to try something again. */
export type Retried =
  /** It had ended for good, and ended rows do not change: a new one with a key of its own stands in for it. */
  | { outcome: 'anew'; id: string }
  /** It waited for its next try: that is now. */
  | { outcome: 'sooner'; id: string }
  /** It was tried again before; that one is `id`. */
  | { outcome: 'before'; id: string }
  /** It is past its time and is not sent late. */
  | { outcome: 'expired' }
  /** There is nobody to send it to: no account and no phone. */
  | { outcome: 'nobody' }
  /** It worked, or was taken back: nothing to try again. */
  | { outcome: 'nothing' }
  | { outcome: 'unknown' };

/** Tries one failed delivery, job or message again, with an entry in the audit. */
export async function retry(tx: Transaction, id: string, by: AuditNote['actor']): Promise<Retried> {
  const [what, retried] = await retryRow(tx, id);
  if ('id' in retried && retried.outcome !== 'before')
    tx.audit({ actor: by, action: `${what}.retried`, subject: { kind: what, id }, detail: { as: retried.id } });
  return retried;
}

async function retryRow(tx: Transaction, id: string): Promise<['delivery' | 'job' | 'message', Retried]> {
  const delivery = await tx.prisma.delivery.findUnique({ where: { id } });
  if (delivery) return ['delivery', await retryDelivery(tx, delivery)];
  const job = await tx.prisma.job.findUnique({ where: { id } });
  if (job) return ['job', await retryJob(tx, job)];
  return ['message', await retryMessage(tx, id)];
}

async function retryDelivery(tx: Transaction, delivery: Delivery): Promise<Retried> {
  const { id, key, kind, status, expiresAt, residentId, cardTaskId } = delivery;
  if (status === 'pending') return sooner(tx, 'Delivery', id);
  // One of many is tried again with the others of its broadcast.
  if (status !== 'dead' || delivery.broadcastId !== null) return { outcome: 'nothing' };
  // What it said is erased after a month.
  if ((expiresAt !== null && expiresAt <= tx.now) || delivery.contentSealed === '') return { outcome: 'expired' };
  const again = nextKey(key);
  const before = await tx.prisma.delivery.findUnique({ where: { key: again }, select: { id: true } });
  if (before) return { outcome: 'before', id: before.id };
  const recipient = await recipientNow(tx, delivery);
  if (!recipient) return { outcome: 'nobody' };
  const place = { table: 'Delivery', column: 'contentSealed', row: id };
  const written = await writeDelivery(tx, {
    ...recipient,
    key: again,
    kind,
    residentId: residentId ?? undefined,
    // Written by writeDelivery from a NoticeContent, and sealed since.
    content: JSON.parse(tx.vault.open(place, delivery.contentSealed)) as NoticeContent,
    priority: delivery.priority > 0 ? 1 : 0,
    expiresAt: expiresAt ?? undefined,
    cardTaskId: cardTaskId ?? undefined,
  });
  return written === undefined ? { outcome: 'nothing' } : { outcome: 'anew', id: written };
}

type Recipient = Pick<Parameters<typeof writeDelivery>[1], 'recipientKind' | 'recipientId' | 'phone'>;

/** Whoever could not be reached when it was written may have an account or a phone by now. */
async function recipientNow(tx: Transaction, delivery: Delivery): Promise<Recipient | undefined> {
  const { id, recipientKind, recipientId, residentId, phoneSealed } = delivery;
  if (recipientKind === 'phone' && phoneSealed !== null)
    return { recipientKind, phone: tx.vault.open({ table: 'Delivery', column: 'phoneSealed', row: id }, phoneSealed) };
  if (recipientId === null) return undefined;
  if (recipientKind !== 'binding') return { recipientKind, recipientId };
  const known = await tx.prisma.binding.findUnique({ where: { id: recipientId }, select: { status: true } });
  if (known?.status === 'active' || residentId === null) return { recipientKind, recipientId };
  const resident = await tx.prisma.resident.findUnique({
    where: { id: residentId },
    select: { phoneSealed: true, bindings: { where: { status: 'active' }, orderBy: { boundAt: 'desc' }, take: 1 } },
  });
  const [binding] = resident?.bindings ?? [];
  if (binding) return { recipientKind, recipientId: binding.id };
  if (!resident?.phoneSealed) return undefined;
  const place = { table: 'Resident', column: 'phoneSealed', row: residentId };
  return { recipientKind: 'phone', phone: tx.vault.open(place, resident.phoneSealed) };
}

async function retryJob(tx: Transaction, job: Job): Promise<Retried> {
  const { id, name, key, payload, priority, status, expiresAt } = job;
  if (status === 'pending') return sooner(tx, 'Job', id);
  if (status !== 'dead') return { outcome: 'nothing' };
  if (expiresAt !== null && expiresAt <= tx.now) return { outcome: 'expired' };
  const again = nextKey(key);
  const before = await tx.prisma.job.findUnique({ where: { key: again }, select: { id: true } });
  if (before) return { outcome: 'before', id: before.id };
  const anew = tx.id();
  const times = { dueAt: tx.now, createdAt: tx.now, expiresAt };
  await tx.prisma.job.create({
    data: { id: anew, name, key: again, payload: payload ?? {}, priority, status: 'pending', ...times },
  });
  tx.handOver({ table: 'Job', id: anew, priority });
  return { outcome: 'anew', id: anew };
}

async function retryMessage(tx: Transaction, id: string): Promise<Retried> {
  const message = await tx.prisma.inboundMessage.findUnique({
    where: { id },
    select: { status: true, bodySealed: true },
  });
  if (!message) return { outcome: 'unknown' };
  if (message.status === 'answered') return { outcome: 'nothing' };
  if (message.bodySealed === '') return { outcome: 'expired' };
  await tx.prisma.inboundMessage.update({ where: { id }, data: { status: 'failed', attempts: 1, dueAt: tx.now } });
  return { outcome: 'sooner', id };
}

/** A row that somebody works on at this moment keeps its time. */
async function sooner(tx: Transaction, table: 'Delivery' | 'Job', id: string): Promise<Retried> {
  const moved = await tx.sql.run(
    `UPDATE "${table}" SET "dueAt" = ? WHERE "id" = ? AND "status" = 'pending' AND "dueAt" > ?
       AND ("leaseUntil" IS NULL OR "leaseUntil" <= ?)`,
    [tx.now, id, tx.now, tx.now],
  );
  return moved === 1 ? { outcome: 'sooner', id } : { outcome: 'nothing' };
}

/** `x` → `x/again-1` → `x/again-2` */
function nextKey(key: string): string {
  const [, base = key, count = '0'] = /^(.*)\/again-(\d+)$/s.exec(key) ?? [];
  return `${base}/again-${Number(count) + 1}`;
}
