import { openStatuses } from '../contracts/rules.ts';
import { contractsOf } from '../contracts/step.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Transaction } from '../transaction.ts';
import { endOpenContracts } from './end-contracts.ts';

/**
 * Moves contracts from a registration to who it turned out to be: at most one active and one submitted. Where that one
 * has an open contract already, the registration's ends instead: it was made not knowing of it.
 */
export async function moveContracts(tx: Transaction, fromId: string, toId: string): Promise<void> {
  for (const name of [contractsOf(fromId), contractsOf(toId)].sort()) await oneAtATime(tx, name);
  const open = { status: { in: [...openStatuses] } };
  if (await tx.prisma.contract.count({ where: { residentId: toId, ...open } }))
    await endOpenContracts(tx, fromId, 'identity-merged');
  await tx.prisma.contract.deleteMany({ where: { residentId: fromId, status: 'draft' } });
  await tx.prisma.contract.updateMany({ where: { residentId: fromId }, data: { residentId: toId } });
}
