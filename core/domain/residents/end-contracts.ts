import { releasePlace } from '../contracts/places.ts';
import type { EndReason } from '../contracts/rules.ts';
import { contractToChange, step } from '../contracts/step.ts';
import { endWithdrawn } from '../contracts/withdraw.ts';
import type { Transaction } from '../transaction.ts';

/** Ends the open contracts of a registration that is no person of its own, and of the dead: the application is withdrawn, the running one ended. */
export async function endOpenContracts(
  tx: Transaction,
  residentId: string,
  reason: Extract<EndReason, 'identity-merged' | 'identity-refused' | 'deceased'>,
): Promise<void> {
  const submitted = await tx.prisma.contract.findMany({
    where: { residentId, status: 'submitted' },
    select: { id: true },
  });
  for (const { id } of submitted) await endWithdrawn(tx, await contractToChange(tx, id), reason);
  const active = await tx.prisma.contract.findMany({ where: { residentId, status: 'active' }, select: { id: true } });
  for (const { id } of active) {
    const contract = await contractToChange(tx, id);
    await step(tx, contract, 'terminated', { endedAt: tx.now, endReason: reason });
    await releasePlace(tx, contract);
    tx.audit({
      actor: { kind: 'system' },
      action: 'contract.terminated',
      subject: { kind: 'contract', id },
      detail: { number: contract.number, reason },
    });
  }
}
