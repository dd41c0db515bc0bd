import type { Transaction } from './transaction.ts';

/**
 * From here to the commit nobody else works under this name: for rules that count rows before they write one. On
 * SQLite a write transaction is alone already. Names are ids or blind indexes, never personal data.
 */
export async function oneAtATime(tx: Transaction, name: string): Promise<void> {
  if (tx.sql.engine === 'postgresql')
    await tx.sql.all('SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text', [name]);
}
