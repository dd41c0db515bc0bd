import type { Transaction } from '../transaction.ts';
import type { NoticeContent } from './delivery-channel.ts';
import type { NoticeDefinition, NoticePurpose } from './notice.ts';
import { contentOf } from './notice.ts';
import type { NewDelivery } from './write-delivery.ts';
import { writeDelivery } from './write-delivery.ts';

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
  /** The resident that it is about: their preferences hold, and their death stops it. */
  about?: string | undefined;
  /** A WeCom card that will be answered: unique for ever, `<subject>-<id>`. */
  cardTaskId?: string | undefined;
}

/**
 * Writes one delivery in this transaction, or none when the key is known.
 * A resident without an active binding is written to by SMS on the phone on file, unless they have unbound and it is a
 * push; without either, the delivery is dead with the reason `unreachable` or `unbound`, which puts the person on the
 * call list.
 * @returns the delivery's id, or undefined when the key was known.
 */
export async function send<Data>(
  tx: Transaction,
  definition: NoticeDefinition<Data>,
  to: NoticeRecipient,
  data: Data,
  options: SendOptions,
): Promise<string | undefined> {
  const recipient = await addressOf(tx, to, definition.purpose);
  return writeDelivery(tx, {
    ...recipient,
    residentId: options.about ?? recipient.residentId,
    kind: definition.name,
    content: contentOf(definition, data, options.cardTaskId),
    ...options,
  });
}

/**
 * Writes an answer of a conversation that did not leave with the platform's request. Answers to one account leave in the
 * order in which they were written, and are no pushes: quiet hours do not hold them.
 * @returns the delivery's id, or undefined when the key was known.
 */
export async function reply(
  tx: Transaction,
  contactId: string,
  content: NoticeContent,
  options: { key: string; expiresAt?: Date | undefined },
): Promise<string | undefined> {
  return writeDelivery(tx, { recipientKind: 'contact', recipientId: contactId, kind: replyKind, content, ...options });
}

/** The kind of deliveries that are answers. */
export const replyKind = 'reply';

type Address = Pick<NewDelivery, 'recipientKind' | 'recipientId' | 'phone' | 'residentId' | 'deadBecause'>;

async function addressOf(tx: Transaction, to: NoticeRecipient, purpose: NoticePurpose): Promise<Address> {
  if ('contact' in to) return { recipientKind: 'contact', recipientId: to.contact };
  if ('binding' in to) return { recipientKind: 'binding', recipientId: to.binding };
  if ('staff' in to) return { recipientKind: 'staff', recipientId: to.staff };
  if ('phone' in to) return { recipientKind: 'phone', phone: to.phone };
  const resident = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: to.resident },
    select: { phoneSealed: true, bindings: { select: { id: true, status: true, channel: true } } },
  });
  const residentId = to.resident;
  const active = resident.bindings.filter(({ status }) => status === 'active');
  const binding = active.find(({ channel }) => channel === 'wechat') ?? active[0];
  if (binding) return { recipientKind: 'binding', recipientId: binding.id, residentId };
  const nobody = { recipientKind: 'binding', recipientId: residentId, residentId } as const;
  // Unbinding stops every push at once; what was asked for afterwards still comes.
  if (resident.bindings.length > 0 && isPush(purpose)) return { ...nobody, deadBecause: 'unbound' };
  if (!resident.phoneSealed) return { ...nobody, deadBecause: 'unreachable' };
  const phone = tx.vault.open({ table: 'Resident', column: 'phoneSealed', row: residentId }, resident.phoneSealed);
  return { recipientKind: 'phone', phone, residentId };
}

function isPush(purpose: NoticePurpose): boolean {
  return purpose === 'care' || purpose === 'invitation';
}
