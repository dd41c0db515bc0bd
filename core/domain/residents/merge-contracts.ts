import { releasePlace } from '../contracts/places.ts';
import { openStatuses } from '../contracts/rules.ts';
import { contractsOf, contractToChange, step } from '../contracts/step.ts';
import { endWithdrawn } from '../contracts/withdraw.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Moves contracts from a registration to who it turned out to be: at most one active and one submitted. Where that one
 * has an open contract already, the registration's ends instead: it was made not knowing of it.
 */
export async function moveContracts(tx: Transaction, fromId: string, toId: string): Promise<void> {
  for (const name of [contractsOf(fromId), contractsOf(toId)].sort()) await oneAtATime(tx, name);
  const open = { status: { in: [...openStatuses] } };
  if (await tx.prisma.contract.count({ where: { residentId: toId, ...open } })) await endOpen(tx, fromId);
  await tx.prisma.contract.deleteMany({ where: { residentId: fromId, status: 'draft' } });
  await tx.prisma.contract.updateMany({ where: { residentId: fromId }, data: { residentId: toId } });
}

async function endOpen(tx: Transaction, residentId: string): Promise<void> {
  const submitted = await tx.prisma.contract.findMany({
    where: { residentId, status: 'submitted' },
    select: { id: true },
  });
  for (const { id } of submitted) await endWithdrawn(tx, await contractToChange(tx, id), 'identity-merged');
  const active = await tx.prisma.contract.findMany({ where: { residentId, status: 'active' }, select: { id: true } });
  for (const { id } of active) {
    const contract = await contractToChange(tx, id);
    await step(tx, contract, 'terminated', { endedAt: tx.now, endReason: 'identity-merged' });
    await releasePlace(tx, contract);
  }
}
