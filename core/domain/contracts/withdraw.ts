import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { contractWithdrawn } from '../notices/contract-work.ts';
import { refuse } from '../refusal.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { shortNumber } from './number.ts';
import { partyOf, signerFor } from './parties.ts';
import { releasePlace } from './places.ts';
import type { EndReason } from './rules.ts';
import { contractToChange, step } from './step.ts';
import { tellStaff } from './tell.ts';

/**
 * The resident takes an unanswered application back. Who may sign may withdraw.
 * @throws Refusal `contract-not-found`, `contract-state-changed` once it was accepted, `not-allowed`.
 */
export async function withdraw(
  tx: Transaction,
  { contractId, residentId }: { contractId: string; residentId: string },
): Promise<{ number: string }> {
  const contract = await contractToChange(tx, contractId);
  if (contract.status !== 'submitted') throw refuse('contract-state-changed', { status: contract.status });
  if (!(await signerFor(tx, residentId, await partyOf(tx, contract.residentId)))) throw refuse('not-allowed');
  await endWithdrawn(tx, contract, 'resident-withdrew');
  tx.audit({
    actor: { kind: 'resident', id: residentId },
    action: 'contract.withdrawn',
    subject: { kind: 'contract', id: contract.id },
    detail: { number: contract.number },
  });
  return { number: contract.number };
}

/** Ends an application that nobody answers any more, frees its place and tells the doctor; of a death the whole team is told. */
export async function endWithdrawn(tx: Transaction, contract: Contract, reason: EndReason): Promise<void> {
  await step(tx, contract, 'withdrawn', { endedAt: tx.now, endReason: reason, replacesId: null });
  await releasePlace(tx, contract);
  if (reason === 'deceased') return;
  const data = { number: shortNumber(contract.number), name: await residentName(tx, contract.residentId) };
  await tellStaff(tx, contractWithdrawn, contract.doctorId, data, { key: contract.id });
}
