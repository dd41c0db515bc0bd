import { Prisma } from './generated/sqlite/client.ts';

/** Busy, serialization failure, deadlock: the transaction did nothing and may run again. */
const codesWorthRetrying = new Set(['P1008', 'P2034', 'P2028']);

export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) return codesWorthRetrying.has(error.code);
  if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return true;
  // The PostgreSQL adapter lets some conflicts through without a code.
  return (
    error instanceof Error && /TransactionWriteConflict|40001|40P01|SQLITE_BUSY/.test(`${error.name} ${error.message}`)
  );
}
