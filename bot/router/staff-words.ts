import { reply } from '#domain/notices/send.ts';
import { placeOf } from '#domain/organisations/place.ts';
import { deskRoles } from '#domain/staff/roles.ts';
import { reaches } from '#domain/staff/reach.ts';
import { staffMember, type StaffMember } from '#domain/staff/staff.ts';
import type { Transaction } from '#domain/transaction.ts';
import { person } from '../replies/person.ts';
import { contactByNumber, writeHandOver } from './hand-over-number.ts';
import type { Answer, Step, Talk } from './talk.ts';

/** Talking with staff lasts so long after their last word; then the bot answers again. */
export const staffSilenceMs = 2 * 3_600_000;

/** “回复 1234 内容” and “结束人工 1234”, by which staff in WeCom talk with a resident. */
export const staffWords: Step = async (talk, text) => {
  if (talk.contact.staffId === undefined) return undefined;
  const said = text.trim();
  const [, answered, words] = /^(?:回复|回覆)\s*[:：]?\s*([\d０-９]{4,6})\s*[,，:：]?\s*(.+)$/su.exec(said) ?? [];
  const [, ended] = /^(?:结束人工|結束人工|结束)\s*[:：]?\s*([\d０-９]{4,6})$/u.exec(said) ?? [];
  const number = (answered ?? ended)?.normalize('NFKC');
  if (number === undefined)
    return /^(?:回复|结束人工)\s*\d*$/u.test(said) ? { replies: [{ text: person.forStaff.how }] } : undefined;
  const staff = await staffMember(talk.tx, talk.contact.staffId);
  const contact = staff && (await contactByNumber(talk.tx, number));
  if (!contact) return { replies: [{ text: person.forStaff.unknownNumber(number) }] };
  if (!(await mayTalkWith(talk.tx, staff, contact.id))) return { replies: [{ text: person.forStaff.notYours }] };
  if (!contact.following) return { replies: [{ text: person.forStaff.gone }] };
  return words === undefined ? end(talk, contact.id, number) : answer(talk, staff, contact.id, number, words);
};

async function answer(
  talk: Talk,
  staff: StaffMember,
  contactId: string,
  number: string,
  words: string,
): Promise<Answer> {
  const { tx, message } = talk;
  const place = await placeOf(tx, staff.organisationId);
  const text = person.from(place?.shortName ?? '', staff.name, words);
  await reply(tx, contactId, { text }, { key: `talk.answer/${message.claimKey}` });
  await tx.prisma.contact.update({
    where: { id: contactId },
    data: {
      handedOverUntil: new Date(tx.now.getTime() + staffSilenceMs),
      handedOverTo: writeHandOver({ number, staffId: staff.id }),
    },
  });
  audit(talk, staff, 'talk.answered', contactId);
  return { replies: [{ text: person.forStaff.sent(number) }] };
}

async function end(talk: Talk, contactId: string, number: string): Promise<Answer> {
  const { tx, message, contact } = talk;
  await tx.prisma.contact.update({ where: { id: contactId }, data: { handedOverUntil: null, handedOverTo: null } });
  await reply(tx, contactId, { text: person.ended }, { key: `talk.ended/${message.claimKey}` });
  if (contact.staffId !== undefined) audit(talk, { id: contact.staffId }, 'talk.ended', contactId);
  return { replies: [{ text: person.forStaff.ended(number) }] };
}

/** Those who serve the resident's centre; anybody at a desk for who is not bound yet. */
async function mayTalkWith(tx: Transaction, staff: StaffMember, contactId: string): Promise<boolean> {
  const binding = await tx.prisma.binding.findFirst({
    where: { contactId, status: 'active' },
    select: { resident: { select: { homeCentreId: true } } },
  });
  const centreId = binding?.resident.homeCentreId;
  if (centreId) return reaches(tx, staff.id, centreId, deskRoles);
  return staff.roles.some(({ role }) => deskRoles.includes(role));
}

function audit({ tx }: Talk, staff: { id: string }, action: string, contactId: string): void {
  tx.audit({ actor: { kind: 'staff', id: staff.id }, action, subject: { kind: 'contact', id: contactId } });
}
