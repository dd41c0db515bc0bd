import type { Transaction } from '../transaction.ts';
import type { NoticeDefinition } from './notice.ts';
import { contentOf } from './notice.ts';

/** Who is written to. A resident is reached on the account that is theirs when the delivery leaves. */
export type NoticeRecipient =
  | { contact: string }
  | { binding: string }
  | { resident: string }
  | { staff: string }
  | { phone: string };

export interface SendOptions {
  /** The same key again writes nothing: `appointment.reminder/<id>/two-hours-before`. */
  key: string;
  /** Now, unless it is to leave later. */
  dueAt?: Date | undefined;
  /** After which it is cleared, never sent late. */
  expiresAt?: Date | undefined;
  /** 0 for single pushes and answers, 1 for bulk. */
  priority?: 0 | 1;
  /** The resident that it is about: their preferences hold, and their unbinding stops it. */
  about?: string | undefined;
  /** A WeCom card that will be answered: unique for ever, `<subject>-<id>`. */
  cardTaskId?: string | undefined;
}

/**
 * Writes one delivery in this transaction, or none when the key is known.
 * A resident without an active binding is written to by SMS on the phone on file; without either, the delivery is dead
 * with the reason `unreachable`, which puts the person on the call list.
 * @returns the delivery's id, or undefined when the key was known.
 */
export async function send<Data>(
  tx: Transaction,
  definition: NoticeDefinition<Data>,
  to: NoticeRecipient,
  data: Data,
  options: SendOptions,
): Promise<string | undefined> {
  if (await tx.prisma.delivery.findUnique({ where: { key: options.key }, select: { id: true } })) return undefined;
  const id = tx.id();
  const recipient = await resolve(tx, id, to);
  const content = contentOf(definition, data, options.cardTaskId);
  const dueAt = options.dueAt ?? tx.now;
  const priority = options.priority ?? 0;
  await tx.prisma.delivery.create({
    data: {
      id,
      key: options.key,
      kind: definition.name,
      ...recipient,
      residentId: options.about ?? recipient.residentId,
      contentSealed: tx.vault.seal({ table: 'Delivery', column: 'contentSealed', row: id }, JSON.stringify(content)),
      priority,
      dueAt,
      expiresAt: options.expiresAt ?? null,
      cardTaskId: options.cardTaskId ?? null,
      createdAt: tx.now,
      endedAt: recipient.status === 'dead' ? tx.now : null,
    },
  });
  if (recipient.status === 'pending' && dueAt <= tx.now) tx.handOver({ table: 'Delivery', id, priority });
  return id;
}

async function resolve(tx: Transaction, deliveryId: string, to: NoticeRecipient) {
  const nobody = { recipientId: null, phoneSealed: null, residentId: null, status: 'pending' as const, reason: null };
  if ('contact' in to) return { ...nobody, recipientKind: 'contact' as const, recipientId: to.contact };
  if ('binding' in to) return { ...nobody, recipientKind: 'binding' as const, recipientId: to.binding };
  if ('staff' in to) return { ...nobody, recipientKind: 'staff' as const, recipientId: to.staff };
  const sealed = (phone: string) => tx.vault.seal({ table: 'Delivery', column: 'phoneSealed', row: deliveryId }, phone);
  if ('phone' in to) return { ...nobody, recipientKind: 'phone' as const, phoneSealed: sealed(to.phone) };
  const resident = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: to.resident },
    include: { bindings: { where: { status: 'active' } } },
  });
  const binding = resident.bindings[0];
  if (binding)
    return { ...nobody, recipientKind: 'binding' as const, recipientId: binding.id, residentId: resident.id };
  if (!resident.phoneSealed)
    return {
      ...nobody,
      recipientKind: 'binding' as const,
      recipientId: resident.id,
      residentId: resident.id,
      status: 'dead' as const,
      reason: 'unreachable',
    };
  const phone = tx.vault.open({ table: 'Resident', column: 'phoneSealed', row: resident.id }, resident.phoneSealed);
  return { ...nobody, recipientKind: 'phone' as const, phoneSealed: sealed(phone), residentId: resident.id };
}
