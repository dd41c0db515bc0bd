import type { ContactChannel } from '#prisma/generated/sqlite/enums.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { rulesOn } from '../packs/current.ts';
import { bindTo } from './binding.ts';
import { checkCode, type CodeChecked } from './codes.ts';
import { documentIndexOf, nameIndexOf, phoneIndexOf, type Identity } from './columns.ts';
import { checkDeskCode } from './desk-code.ts';
import { registerProvisional } from './register.ts';

/** What somebody says to be, on an account, with the code to prove it. */
export interface Claim {
  contactId: string;
  channel: ContactChannel;
  /** Without a phone only a desk code proves it. */
  identity: Identity;
  code: string;
}

export type Bound =
  | { outcome: 'bound'; residentId: string; bindingId: string; level: 'verified' | 'provisional' }
  | Exclude<CodeChecked, { outcome: 'right' }>;

/**
 * 绑定 (contract, Identity). Name, document and phone as they are on file, and the code sent to that phone: bound to
 * who is on file. On file with another phone, or not on file at all: a registration of its own, 待核实; both go the same
 * way, and nothing on file is touched. A code from the desk binds to who is on file, whatever the phone.
 *
 * Throws no refusal after the guess was counted, except `already-bound` and `code-too-often`; commit all the same.
 */
export async function bind(tx: Transaction, { contactId, channel, identity, code }: Claim): Promise<Bound> {
  if (await tx.prisma.binding.count({ where: { contactId, status: 'active' } })) throw refuse('already-bound');
  const { phone } = identity;
  const checked: CodeChecked =
    phone === undefined
      ? { outcome: 'wrong', left: 0 }
      : await checkCode(tx, { purpose: 'bind', contactId, phone }, code);
  const named = await onFile(tx, identity);
  if (checked.outcome !== 'right') {
    if (!named || (await checkDeskCode(tx, named.id, code)).outcome !== 'right') return checked;
    const bindingId = await bindTo(tx, { contactId, channel, residentId: named.id, by: 'desk' });
    return { outcome: 'bound', residentId: named.id, bindingId, level: 'verified' };
  }
  const own =
    named && phone && named.phoneIndex === phoneIndexOf(tx, phone) && !(await movedTooOften(tx, named.id, channel));
  const residentId = own ? named.id : await registration(tx, identity);
  const bindingId = await bindTo(tx, { contactId, channel, residentId, by: 'sms' });
  return { outcome: 'bound', residentId, bindingId, level: own ? 'verified' : 'provisional' };
}

/** Document and name as they are on file, of somebody who lives. */
export async function onFile(
  tx: Transaction,
  { name, documentKind, documentNumber }: Pick<Identity, 'name' | 'documentKind' | 'documentNumber'>,
): Promise<{ id: string; phoneIndex: string | null } | undefined> {
  const found = await tx.prisma.resident.findFirst({
    where: {
      identityLevel: 'verified',
      diedOn: null,
      documentKind,
      documentIndex: documentIndexOf(tx, documentNumber),
      nameIndex: nameIndexOf(tx, name),
    },
    select: { id: true, phoneIndex: true },
  });
  return found ?? undefined;
}

async function movedTooOften(tx: Transaction, residentId: string, channel: ContactChannel): Promise<boolean> {
  const { movesBeforeDesk, movesWithinDays } = rulesOn(tx.day.dateOf(tx.now)).identity;
  const since = new Date(tx.now.getTime() - movesWithinDays * 86_400_000);
  const moves = await tx.prisma.binding.count({
    where: { residentId, channel, endReason: { in: ['moved', 'objected'] }, endedAt: { gte: since } },
  });
  return moves >= movesBeforeDesk;
}

/** The registration of the same name, document and proven phone, so that a second 绑定 finds the bookings of the first; or a new one. */
export async function registration(
  tx: Transaction,
  identity: Identity,
  homeCentreId?: string | undefined,
): Promise<string> {
  const documentIndex = documentIndexOf(tx, identity.documentNumber);
  await oneAtATime(tx, `register/${documentIndex}`);
  const same = {
    identityLevel: 'provisional' as const,
    documentKind: identity.documentKind,
    documentIndex,
  };
  const phoneIndex = identity.phone === undefined ? undefined : phoneIndexOf(tx, identity.phone);
  const before =
    phoneIndex === undefined
      ? null
      : await tx.prisma.resident.findFirst({
          where: { ...same, phoneIndex, nameIndex: nameIndexOf(tx, identity.name) },
        });
  if (before) return before.id;
  const date = tx.day.dateOf(tx.now);
  const today = tx.day.at(date, '00:00');
  const { registrationsPerDocumentADay } = rulesOn(date).identity;
  if (
    (await tx.prisma.resident.count({ where: { ...same, createdAt: { gte: today } } })) >= registrationsPerDocumentADay
  )
    throw refuse('code-too-often');
  return registerProvisional(tx, identity, homeCentreId);
}
