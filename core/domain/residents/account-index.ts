import type { ContactChannel } from '#prisma/generated/sqlite/enums.ts';
import type { Transaction } from '../transaction.ts';

/** The blind index by which an account is found. WeCom's userids differ in capitals only by chance. */
export function accountIndex(tx: Pick<Transaction, 'vault'>, channel: ContactChannel, account: string): string {
  return tx.vault.index('contact.account', channel === 'wecom' ? account.toLowerCase() : account);
}
