import type { Complaint } from '#prisma/generated/sqlite/client.ts';
import { shortNumber } from '../case-number.ts';
import {
  answeredInChat,
  answerLines,
  complaintAnswered,
  complaintFiled,
  complaintHandedOn,
  complaintHandedUp,
} from '../notices/complaints.ts';
import { type NoticeRecipient, reply, send } from '../notices/send.ts';
import { isOpen } from '../notices/window.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, textOf } from './complaint.ts';
import { deciderAbove } from './deciders.ts';

/** Shows who decides what is complained of, on a card; who is complained of gets none. */
export async function tellDecider(
  tx: Transaction,
  complaintId: string,
  why: 'filed' | 'overdue' | 'passed-up' | 'dissatisfied',
): Promise<void> {
  const complaint = await tx.prisma.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    include: { organisation: { select: { shortName: true } } },
  });
  const { ownerId, escalations, dueAt, number, organisation } = complaint;
  const data = {
    number: shortNumber(number),
    place: organisation.shortName,
    text: textOf(tx, complaint),
    by: tx.day.sayDate(tx.day.dateOf(dueAt ?? tx.now)),
    canPassUp: (await deciderAbove(tx, complaint)) !== undefined,
  };
  const cardTaskId = `${cardsOf(complaintId)}${escalations}`;
  const to = { staff: ownerId };
  if (why === 'filed') await send(tx, complaintFiled, to, data, { key: `complaint.filed/${complaintId}`, cardTaskId });
  else {
    const key = `complaint.handed-up/${complaintId}/${escalations}`;
    await send(tx, complaintHandedUp, to, { ...data, why }, { key, cardTaskId });
  }
}

/**
 * Returns an answer to the complainant: in full while they are in the chat, else as a notice without content that leads to
 * it. Whoever the account belongs to now gets nothing of what somebody else complained of.
 */
export async function tellAnswer(tx: Transaction, complaintId: string, said: string): Promise<void> {
  const complaint = await tx.prisma.complaint.findUniqueOrThrow({ where: { id: complaintId } });
  const { escalations, residentId } = complaint;
  const number = shortNumber(complaint.number);
  const { to, chat } = await addressOf(tx, complaint);
  const key = `complaint.answered/${complaintId}/${escalations}`;
  if (chat !== undefined) {
    const lastChoices = answerLines.map(({ key: wish, label }) => ({
      key: `dialogue:complaint-progress:${complaintId}/${wish}`,
      label,
    }));
    await tx.prisma.contact.update({ where: { id: chat }, data: { lastChoices } });
    await reply(tx, chat, { text: answeredInChat(number, said) }, { key });
    return;
  }
  const data = { number, inChat: !('resident' in to) };
  await send(tx, complaintAnswered, to, data, { key, about: residentId ?? undefined });
}

/** Tells the complainant who has it now, and by when they answer. */
export async function tellHandedOn(tx: Transaction, complaintId: string): Promise<void> {
  const complaint = await tx.prisma.complaint.findUniqueOrThrow({
    where: { id: complaintId },
    include: { owner: { select: { organisation: { select: { shortName: true } } } } },
  });
  const { number, escalations, dueAt, owner, residentId } = complaint;
  const { to } = await addressOf(tx, complaint);
  const by = tx.day.sayDate(tx.day.dateOf(dueAt ?? tx.now));
  const data = { number: shortNumber(number), place: owner.organisation.shortName, by };
  const key = `complaint.handed-on/${complaintId}/${escalations}`;
  await send(tx, complaintHandedOn, to, data, { key, about: residentId ?? undefined });
}

/** Where the complainant is written to now, and in which chat an answer can be given in full. */
async function addressOf(
  tx: Transaction,
  { contactId, residentId }: Pick<Complaint, 'contactId' | 'residentId'>,
): Promise<{ to: NoticeRecipient; chat: string | undefined }> {
  const contact = await tx.prisma.contact.findUniqueOrThrow({
    where: { id: contactId },
    include: { bindings: { where: { status: 'active' } } },
  });
  const binding = contact.bindings[0];
  const isTheirs = residentId === null || binding?.residentId === residentId;
  const { windowRemaining: remaining, windowExpiresAt: expiresAt } = contact;
  const hears = contact.channel !== 'wechat' || isOpen({ remaining, expiresAt }, tx.now);
  const chat = isTheirs && contact.following && hears ? contactId : undefined;
  if (residentId === null) return { to: { contact: contactId }, chat };
  return { to: isTheirs && binding ? { binding: binding.id } : { resident: residentId }, chat };
}
