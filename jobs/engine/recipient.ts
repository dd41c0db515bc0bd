import type { Recipient } from '#domain/notices/ways.ts';
import { instantOrNull } from '#domain/row-set.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { DeliveryRow } from './delivery-rows.sql.ts';

/** Who a delivery goes to, as the rows say now. */
export function recipientOf(row: DeliveryRow): Recipient {
  switch (row.recipientKind) {
    case 'staff':
      return row.staffId === null ? { kind: 'nobody' } : { kind: 'staff', active: Boolean(row.staffActive) };
    case 'phone':
      return { kind: 'phone', deceased: hasDied(row) };
    case 'binding':
    case 'contact':
      if (row.contactId === null || row.contactChannel === null) return { kind: 'nobody' };
      return {
        kind: 'account',
        channel: row.contactChannel,
        following: Boolean(row.following),
        window: { remaining: row.windowRemaining ?? 0, expiresAt: instantOrNull(row.windowExpiresAt) },
        binding: row.recipientKind === 'contact' ? 'unneeded' : (row.bindingStatus ?? 'ended'),
        deceased: hasDied(row),
        staffLeft: row.staffId !== null && !row.staffActive,
      };
  }
}

/** To staff, a resident's death may be exactly what the notice is about. */
function hasDied({ ownerDiedOn, aboutDiedOn }: DeliveryRow): boolean {
  return ownerDiedOn !== null || aboutDiedOn !== null;
}

/** Whether a short message could reach them when nothing else does. */
export function hasPhone(row: DeliveryRow): boolean {
  return row.recipientKind === 'staff' ? row.staffPhoneSealed !== null : row.ownerPhoneSealed !== null;
}

/**
 * The account that a channel takes: openid, userid or phone number.
 * @throws SealBroken when the row cannot be read.
 */
export function accountOn(
  channel: 'wechat' | 'wecom' | 'sms',
  row: DeliveryRow,
  tx: Pick<Transaction, 'vault'>,
): string {
  if (channel === 'sms') return phoneOf(row, tx);
  if (row.recipientKind === 'staff') return row.wecomUserid ?? missing(row);
  if (row.contactId === null || row.accountSealed === null) return missing(row);
  return tx.vault.open({ table: 'Contact', column: 'accountSealed', row: row.contactId }, row.accountSealed);
}

function phoneOf(row: DeliveryRow, { vault }: Pick<Transaction, 'vault'>): string {
  const column = 'phoneSealed';
  if (row.phoneSealed !== null) return vault.open({ table: 'Delivery', column, row: row.id }, row.phoneSealed);
  if (row.recipientKind === 'staff' && row.staffId !== null && row.staffPhoneSealed !== null)
    return vault.open({ table: 'Staff', column, row: row.staffId }, row.staffPhoneSealed);
  if (row.ownerId !== null && row.ownerPhoneSealed !== null)
    return vault.open({ table: 'Resident', column, row: row.ownerId }, row.ownerPhoneSealed);
  return missing(row);
}

function missing(row: DeliveryRow): never {
  throw new Error(`delivery ${row.id} was planned to somebody who has no account there`);
}
