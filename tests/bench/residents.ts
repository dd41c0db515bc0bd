import { accountIndex } from '#domain/residents/account-index.ts';
import { identityColumns, type Identity } from '#domain/residents/columns.ts';
import type { Transaction } from '#domain/transaction.ts';

/** The openid of a resident by number. */
export function openidOf(at: number): string {
  return `oBench-${String(at).padStart(22, '0')}`;
}

/** A verified resident with a bound account. @returns the binding's id */
export async function boundResident(tx: Transaction, at: number): Promise<string> {
  const [residentId, contactId, id] = [tx.id(), tx.id(), tx.id()];
  const identity: Identity = {
    name: `居民${at}`,
    documentKind: 'id_card',
    documentNumber: `T${at}`,
    phone: `139${String(at).padStart(8, '0')}`,
    birthDate: '1958-03-12',
    sex: 'female',
  };
  await tx.prisma.resident.create({
    data: {
      id: residentId,
      ...identityColumns(tx, residentId, identity),
      identityLevel: 'verified',
      createdAt: tx.now,
    },
  });
  const openid = openidOf(at);
  const accountSealed = tx.vault.seal({ table: 'Contact', column: 'accountSealed', row: contactId }, openid);
  await tx.prisma.contact.create({
    data: {
      ...{ id: contactId, channel: 'wechat', accountSealed, accountIndex: accountIndex(tx, 'wechat', openid) },
      createdAt: tx.now,
    },
  });
  await tx.prisma.binding.create({
    data: { id, contactId, residentId, channel: 'wechat', status: 'active', boundAt: tx.now },
  });
  return id;
}
