import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { contractDeclined } from '../notices/contracts.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import type { Decision } from './accept.ts';
import { requestSettling } from './accept.ts';
import { assertUndecided, mustBeDecider } from './decider.ts';
import { releasePlace } from './places.ts';
import type { DeclineReason, EndReason } from './rules.ts';
import { amend, contractToChange, step } from './step.ts';
import { tellResident } from './tell.ts';

/**
 * The doctor declines. It takes effect, and the resident is told, when the ten minutes of undo are over: a declined
 * contract cannot change any more.
 * @throws Refusal `contract-not-found`, `contract-state-changed`, `not-allowed`.
 */
export async function decline(
  tx: Transaction,
  { contractId, staffId, reason = 'doctor-declined' }: { contractId: string; staffId: string; reason?: DeclineReason },
): Promise<Decision> {
  const contract = await contractToChange(tx, contractId);
  assertUndecided(contract);
  await mustBeDecider(tx, contract, staffId);
  const { undoMinutes } = rulesOf(contract.rulePack).contracts;
  const undoUntil = new Date(tx.now.getTime() + undoMinutes * 60_000);
  await amend(tx, contract, { decidedAt: tx.now, decidedById: staffId, undoUntil, endReason: reason });
  await requestSettling(tx, contract, undoUntil);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'contract.declined',
    subject: { kind: 'contract', id: contract.id },
    detail: { number: contract.number, reason },
  });
  return { contractId, number: contract.number, status: 'submitted', effect: 'later', undoUntil };
}

/** Declines for good: the place is free again, and the resident is told with a way on. */
export async function endDeclined(tx: Transaction, contract: Contract, reason: EndReason): Promise<void> {
  // The contract that would have been replaced runs on and may be renewed or changed anew.
  await step(tx, contract, 'declined', { endedAt: tx.now, endReason: reason, replacesId: null });
  await releasePlace(tx, contract);
  await tellResident(tx, contractDeclined, contract, (named) => ({ ...named, reason }));
}
