import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { requestJob } from '../jobs/request-job.ts';
import { contractStarted } from '../notices/contract-work.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { assertUndecided, mustBeDecider } from './decider.ts';
import { shortNumber } from './number.ts';
import { residentName } from '../residents/resident.ts';
import { start } from './start.ts';
import { amend, contractToChange } from './step.ts';
import { tellStaff } from './tell.ts';

/** What a decision did. `later`: when the minutes of undo are over. */
export interface Decision {
  contractId: string;
  number: string;
  status: 'active' | 'submitted';
  effect: 'now' | 'later';
  undoUntil: Date;
}

/**
 * The doctor accepts: the contract starts at once and can be taken back for ten minutes. One that replaces a running
 * contract starts when those minutes are over, because the old one's end cannot be taken back.
 * @throws Refusal `contract-not-found`, `contract-state-changed`, `not-allowed`.
 */
export async function accept(
  tx: Transaction,
  { contractId, staffId }: { contractId: string; staffId: string },
): Promise<Decision> {
  const contract = await contractToChange(tx, contractId);
  assertUndecided(contract);
  await mustBeDecider(tx, contract, staffId);
  return decide(tx, contract, staffId);
}

/** The doctor had prepared it (代签约): the resident's signature was the last thing missing. */
export async function acceptBeforehand(tx: Transaction, contract: Contract): Promise<Decision> {
  const decision = await decide(tx, contract, contract.doctorId);
  const data = {
    number: shortNumber(contract.number),
    name: await residentName(tx, contract.residentId),
    undoMinutes: rulesOf(contract.rulePack).contracts.undoMinutes,
  };
  await tellStaff(tx, contractStarted, contract.doctorId, data, { key: contract.id });
  return decision;
}

async function decide(tx: Transaction, contract: Contract, staffId: string): Promise<Decision> {
  const { undoMinutes } = rulesOf(contract.rulePack).contracts;
  const undoUntil = new Date(tx.now.getTime() + undoMinutes * 60_000);
  const decided = { decidedAt: tx.now, decidedById: staffId, undoUntil };
  const { id: contractId, number } = contract;
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'contract.accepted',
    subject: { kind: 'contract', id: contractId },
    detail: { number },
  });
  if (await replacesRunning(tx, contract)) {
    await amend(tx, contract, { ...decided, endReason: null });
    await requestSettling(tx, contract, undoUntil);
    return { contractId, number, status: 'submitted', effect: 'later', undoUntil };
  }
  await start(tx, contract, decided);
  return { contractId, number, status: 'active', effect: 'now', undoUntil };
}

/** A decision takes effect then; the key holds the version, so that each decision has its own. */
export async function requestSettling(tx: Transaction, contract: Contract, dueAt: Date): Promise<void> {
  const key = `contract.settle/${contract.id}/${contract.version}`;
  await requestJob(tx, 'contract.settle', { contractId: contract.id }, { key, dueAt });
}

async function replacesRunning(tx: Transaction, { replacesId }: Contract): Promise<boolean> {
  if (replacesId === null) return false;
  return (await tx.prisma.contract.count({ where: { id: replacesId, status: 'active' } })) > 0;
}
