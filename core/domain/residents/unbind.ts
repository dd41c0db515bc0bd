import { maskName } from '#kit/mask.ts';
import { bindingObjectedNotice } from '../notices/identity.ts';
import { send } from '../notices/send.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { rulesOn } from '../packs/current.ts';
import { endBinding } from './binding.ts';
import { residentName } from './resident.ts';

/**
 * 解绑: every push to the account stops at once. Bookings and contract stay.
 *
 * @throws Refusal `not-bound`.
 */
export async function unbind(tx: Transaction, contactId: string): Promise<void> {
  const binding = await tx.prisma.binding.findFirst({ where: { contactId, status: 'active' } });
  if (!binding || !(await endBinding(tx, binding.id, 'unbound'))) throw refuse('not-bound');
  tx.audit({
    actor: { kind: 'contact', id: contactId },
    action: 'binding.ended',
    subject: { kind: 'resident', id: binding.residentId },
    detail: { binding: binding.id },
  });
}

/** The account does not follow us any more: whatever waits to be pushed to it is cancelled. The binding stays, for who comes back. */
export async function unfollow(tx: Transaction, contactId: string): Promise<void> {
  await tx.prisma.contact.update({ where: { id: contactId }, data: { following: false, windowRemaining: 0 } });
  const bindings = await tx.prisma.binding.findMany({ where: { contactId, status: 'active' }, select: { id: true } });
  await tx.prisma.delivery.updateMany({
    where: { recipientId: { in: [contactId, ...bindings.map(({ id }) => id)] }, status: 'pending' },
    data: { status: 'cancelled', reason: 'unfollowed', endedAt: tx.now },
  });
  tx.audit({
    actor: { kind: 'contact', id: contactId },
    action: 'contact.unfollowed',
    subject: { kind: 'contact', id: contactId },
  });
}

/**
 * “不是我”, from an account whose resident was bound elsewhere within the last 24 hours: that other binding ends at
 * once, and the desk decides who it is. The former account does not come back by itself: nobody knows yet who is right.
 *
 * @returns `at-desk`: the other account was bound by the desk with the card, which an account cannot undo.
 */
export async function objectToMove(tx: Transaction, contactId: string): Promise<'stopped' | 'at-desk' | 'nothing'> {
  const { objectionHours } = rulesOn(tx.day.dateOf(tx.now)).identity;
  const since = new Date(tx.now.getTime() - objectionHours * 3_600_000);
  const mine = await tx.prisma.binding.findFirst({
    where: { contactId, status: 'ended', endReason: { in: ['moved', 'moved-at-desk'] }, endedAt: { gte: since } },
    orderBy: { endedAt: 'desc' },
  });
  if (!mine) return 'nothing';
  if (mine.endReason === 'moved-at-desk') return 'at-desk';
  const { residentId, channel } = mine;
  const other = await tx.prisma.binding.findFirst({
    where: { residentId, channel, status: 'active', contactId: { not: contactId } },
  });
  if (!other || !(await endBinding(tx, other.id, 'objected'))) return 'nothing';
  const name = maskName(await residentName(tx, residentId));
  await send(
    tx,
    bindingObjectedNotice,
    { contact: other.contactId },
    { name },
    { key: `binding.objected/${other.id}` },
  );
  tx.audit({
    actor: { kind: 'contact', id: contactId },
    action: 'binding.objected',
    subject: { kind: 'resident', id: residentId },
    detail: { binding: other.id, other: other.contactId },
  });
  return 'stopped';
}
