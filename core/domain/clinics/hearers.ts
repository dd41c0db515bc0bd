import type { NoticeDefinition } from '../notices/notice.ts';
import { type NoticeRecipient, send } from '../notices/send.ts';
import { actsFor } from '../residents/family.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';

/** Somebody who is told about a visit. */
export interface Hearer {
  to: NoticeRecipient;
  /** Part of the delivery's key. */
  key: string;
  /** Where the answer would come from; undefined for an SMS. */
  contactId: string | undefined;
}

/**
 * Who hears about somebody's visit: the person on their own account or phone, and who booked for them while they may still
 * act for them. When a child or an elder has neither, whoever acts for them. Nobody is told who was unbound meanwhile.
 *
 * @param bookedFrom the contact that it was booked from.
 * @param except the contact in whose chat this happens: it is answered there.
 */
export async function hearersOf(
  tx: Transaction,
  residentId: string,
  bookedFrom: string | null,
  except?: string | undefined,
): Promise<Hearer[]> {
  const resident = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { phoneSealed: true, bindings: { where: { status: 'active' }, select: { contactId: true } } },
  });
  const ownContact = resident.bindings[0]?.contactId;
  const canHear = ownContact !== undefined || resident.phoneSealed !== null;
  const family = await familyOf(tx, residentId);
  const bookers = family.filter(({ contactId }) => contactId === bookedFrom);
  const others = bookers.length > 0 || canHear ? bookers : family;
  const self: Hearer = { to: { resident: residentId }, key: 'self', contactId: ownContact };
  const hearers = canHear || others.length === 0 ? [self, ...others] : others;
  return hearers.filter(({ contactId }) => contactId === undefined || contactId !== except);
}

/** What only the telling knows: whether they can answer where they read it. */
type ToldHow = { inChat: boolean };

/** Tells each of them once; a key that is known writes nothing. */
export async function tell<Data extends ToldHow>(
  tx: Transaction,
  hearers: readonly Hearer[],
  notice: NoticeDefinition<Data>,
  said: Omit<Data, keyof ToldHow>,
  options: { key: string; about: string; dueAt?: Date | undefined; expiresAt?: Date | undefined },
): Promise<void> {
  for (const { to, key, contactId } of hearers) {
    // `Omit` of a generic type is not put together again by the compiler.
    const data = { ...said, inChat: contactId !== undefined } as unknown as Data;
    await send(tx, notice, to, data, { ...options, key: `${options.key}/${key}` });
  }
}

/** A session as far as people are told of it. */
export interface Said {
  kind: 'night' | 'expert';
  organisation: { name: string; address: string; phone: string };
}

/** What every notice about a visit says. */
export async function sayVisit(
  tx: Transaction,
  { residentId, number, startsAt, session }: { residentId: string; number: number; startsAt: Date; session: Said },
) {
  return {
    name: await residentName(tx, residentId),
    ...saySession(session),
    address: session.organisation.address,
    when: tx.day.say(startsAt),
    number,
  };
}

/** What every notice about a session says. */
export function saySession({ kind, organisation }: Said) {
  return { service: serviceNames[kind], centre: organisation.name, phone: organisation.phone };
}

/** The services' words, as in the menu. */
export const serviceNames = { night: '夜门诊', expert: '专家门诊' } as const;

/** The accounts of those who may be reminded for somebody. */
async function familyOf(tx: Transaction, residentId: string): Promise<(Hearer & { contactId: string })[]> {
  const delegations = await tx.prisma.delegation.findMany({
    where: { subjectId: residentId, status: 'active' },
    select: {
      actorId: true,
      actor: { select: { bindings: { where: { status: 'active' }, select: { id: true, contactId: true } } } },
    },
    orderBy: { id: 'asc' },
  });
  const hearers: (Hearer & { contactId: string })[] = [];
  for (const { actorId, actor } of delegations)
    if (actor.bindings.length > 0 && (await actsFor(tx, actorId, residentId, 'remind')))
      for (const { id, contactId } of actor.bindings) hearers.push({ to: { binding: id }, key: id, contactId });
  return hearers;
}
