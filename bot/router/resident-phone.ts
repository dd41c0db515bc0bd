import { openField } from '#domain/residents/columns.ts';
import type { Transaction } from '#domain/transaction.ts';

/** The phone on file, for staff who have to call. */
export async function residentPhone(tx: Transaction, residentId: string): Promise<string | undefined> {
  const row = await tx.prisma.resident.findUnique({ where: { id: residentId }, select: { phoneSealed: true } });
  return row?.phoneSealed ? openField(tx, residentId, 'phoneSealed', row.phoneSealed) : undefined;
}
