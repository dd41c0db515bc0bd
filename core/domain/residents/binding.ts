import { maskName } from '#kit/mask.ts';
import type { ContactChannel } from '#prisma/generated/sqlite/enums.ts';
import { giveConsent } from '../consent/consents.ts';
import { privacyNote } from '../consent/privacy.ts';
import { bindingMovedNotice } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { rulesOn } from '../packs/current.ts';
import type { BindingEnd } from './binding-rules.ts';
import { openField } from './columns.ts';
import { residentName } from './resident.ts';

/** The resident who talks on an account. */
export interface BoundResident {
  id: string;
  bindingId: string;
  name: string;
  identityLevel: 'verified' | 'provisional';
  /** YYYY-MM-DD, of the document. */
  birthDate: string;
  homeCentreId: string | undefined;
}

/** Who is bound to an account; undefined when nobody is. */
export async function boundResident(tx: Transaction, contactId: string): Promise<BoundResident | undefined> {
  const binding = await tx.prisma.binding.findFirst({
    where: { contactId, status: 'active' },
    include: { resident: true },
  });
  if (!binding) return undefined;
  const { id, nameSealed, identityLevel, birthDate, homeCentreId } = binding.resident;
  return {
    id,
    bindingId: binding.id,
    name: openField(tx, id, 'nameSealed', nameSealed),
    identityLevel: identityLevel === 'verified' ? 'verified' : 'provisional',
    birthDate,
    homeCentreId: homeCentreId ?? undefined,
  };
}

/** Whether a resident can be written to on an account of their own. */
export async function hasAccount(tx: Transaction, residentId: string): Promise<boolean> {
  return (await tx.prisma.binding.count({ where: { residentId, status: 'active' } })) > 0;
}

/** An account that becomes a resident's own. */
export interface NewBinding {
  contactId: string;
  channel: ContactChannel;
  residentId: string;
  /** How it was proven. */
  by: 'sms' | 'desk';
}

/**
 * Binds an account to a resident, with the consent to the privacy note. Another account of the same channel that the
 * resident had before is unbound in the same moment, and told at once how to object.
 *
 * @returns the binding's id.
 * @throws Refusal `already-bound` when the account is somebody's already.
 */
export async function bindTo(tx: Transaction, { contactId, channel, residentId, by }: NewBinding): Promise<string> {
  await oneAtATime(tx, `bind/${contactId}`);
  await oneAtATime(tx, `bind/${residentId}/${channel}`);
  if (await tx.prisma.binding.count({ where: { contactId, status: 'active' } })) throw refuse('already-bound');
  const before = await tx.prisma.binding.findFirst({ where: { residentId, channel, status: 'active' } });
  if (before) await endBinding(tx, before.id, by === 'desk' ? 'moved-at-desk' : 'moved');
  const id = tx.id();
  await tx.prisma.binding.create({
    data: { id, contactId, residentId, channel, status: 'active', boundAt: tx.now },
  });
  if (before) await tellFormerAccount(tx, { contactId: before.contactId, residentId, bindingId: id });
  await giveConsent(tx, residentId, privacyNote);
  tx.audit({
    actor: { kind: 'contact', id: contactId },
    action: before ? 'binding.moved' : 'binding.created',
    subject: { kind: 'resident', id: residentId },
    detail: {
      binding: id,
      by,
      ...(before ? { before: before.contactId, objectUntil: objectUntil(tx).toISOString() } : {}),
    },
  });
  return id;
}

/** Ends one binding; what waits to be pushed to it is cancelled. False when it had ended already. */
export async function endBinding(tx: Transaction, bindingId: string, endReason: BindingEnd): Promise<boolean> {
  const { count } = await tx.prisma.binding.updateMany({
    where: { id: bindingId, status: 'active' },
    data: { status: 'ended', endedAt: tx.now, endReason },
  });
  if (count === 0) return false;
  await tx.prisma.delivery.updateMany({
    where: { recipientKind: 'binding', recipientId: bindingId, status: 'pending' },
    data: { status: 'cancelled', reason: 'unbound', endedAt: tx.now },
  });
  return true;
}

async function tellFormerAccount(
  tx: Transaction,
  { contactId, residentId, bindingId }: { contactId: string; residentId: string; bindingId: string },
): Promise<void> {
  const name = maskName(await residentName(tx, residentId));
  const { objectionHours } = rulesOn(tx.day.dateOf(tx.now)).identity;
  const when = { key: `binding.moved/${bindingId}`, expiresAt: objectUntil(tx) };
  await send(tx, bindingMovedNotice, { contact: contactId }, { name, hours: objectionHours }, when);
}

function objectUntil(tx: Transaction): Date {
  const { objectionHours } = rulesOn(tx.day.dateOf(tx.now)).identity;
  return new Date(tx.now.getTime() + objectionHours * 3_600_000);
}
