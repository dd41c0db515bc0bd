import { maskName } from '#kit/mask.ts';
import { shortNumber } from '../case-number.ts';
import { consultationAnswered, consultationAsked, consultationOverdue } from '../notices/consultations.ts';
import { reply, send } from '../notices/send.ts';
import { isOpen } from '../notices/window.ts';
import { residentName } from '../residents/resident.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { staffOnlyTags, tagsAt } from '../residents/rules.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, linesOf } from './consultation.ts';

/** Shows the owner what was asked, on a card that one press answers. */
export async function tellOwner(tx: Transaction, consultationId: string, why: 'asked' | 'overdue'): Promise<void> {
  const { number, ownerId, residentId, escalations } = await tx.prisma.consultation.findUniqueOrThrow({
    where: { id: consultationId },
  });
  const resident = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { birthDate: true, sex: true, tags: true, homeCentreId: true },
  });
  const lines = await linesOf(tx, consultationId);
  const today = tx.day.dateOf(tx.now);
  const age = tx.day.ageOn(resident.birthDate, today);
  const data = {
    number: shortNumber(number),
    name: await residentName(tx, residentId),
    person: `${resident.sex === 'female' ? '女' : '男'} ${age}岁`,
    tags: tagsAt(resident.tags, age, (await rulesAt(tx, resident.homeCentreId)).identity)
      .filter((tag) => !staffOnlyTags.includes(tag))
      .join('、'),
    question: lines.findLast(({ staffName }) => staffName === undefined)?.text ?? '',
  };
  const notice = why === 'asked' ? consultationAsked : consultationOverdue;
  const key = `${notice.name}/${consultationId}/${lines.length}/${escalations}`;
  const cardTaskId = `${cardsOf(consultationId)}${lines.length}-${escalations}`;
  await send(tx, notice, { staff: ownerId }, data, { key, cardTaskId, about: residentId });
}

/**
 * Returns an answer to who asked: in full while they are in the chat, else a notice without content that leads to it.
 * Whoever the account belongs to now gets nothing of what somebody else asked.
 */
export async function tellAsker(
  tx: Transaction,
  { id, contactId, residentId, number }: { id: string; contactId: string; residentId: string; number: string },
  answer: { doctorName: string; text: string; asChat: string; choices: { key: string; label: string }[] },
): Promise<void> {
  const contact = await tx.prisma.contact.findUniqueOrThrow({
    where: { id: contactId },
    include: { bindings: { where: { status: 'active' } } },
  });
  const lines = await tx.prisma.consultationLine.count({ where: { consultationId: id } });
  const binding = contact.bindings[0];
  if (contact.following && binding) {
    const lastChoices = answer.choices.map(({ key, label }) => ({ key: `dialogue:consult:${key}`, label }));
    await tx.prisma.contact.update({ where: { id: contactId }, data: { lastChoices } });
    const { windowRemaining: remaining, windowExpiresAt: expiresAt } = contact;
    if (contact.channel !== 'wechat' || isOpen({ remaining, expiresAt }, tx.now)) {
      await reply(tx, contactId, { text: answer.asChat }, { key: `consultation.answer/${id}/${lines}` });
      return;
    }
  }
  const data = {
    name: maskName(await residentName(tx, residentId)),
    doctor: answer.doctorName,
    number: shortNumber(number),
    inChat: binding !== undefined,
  };
  const to = binding ? { binding: binding.id } : { resident: residentId };
  await send(tx, consultationAnswered, to, data, {
    key: `${consultationAnswered.name}/${id}/${lines}`,
    about: residentId,
  });
}
