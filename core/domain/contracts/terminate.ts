import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { ownerOf } from '../care/owner.ts';
import { closePlans } from '../follow-ups/close-plan.ts';
import { lookAfter } from '../follow-ups/follow-doctor.ts';
import { contractOver } from '../notices/contract-work.ts';
import { contractEnded } from '../notices/contracts.ts';
import { refuse } from '../refusal.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { isDecider } from './decider.ts';
import { standingOf } from './history.ts';
import { shortNumber } from './number.ts';
import { partyOf, signerFor } from './parties.ts';
import { releasePlace } from './places.ts';
import type { TerminationReason } from './rules.ts';
import { contractToChange, step } from './step.ts';
import { tellResident, tellStaff } from './tell.ts';
import { endWithdrawn } from './withdraw.ts';

export interface Termination {
  contractId: string;
  by: { kind: 'resident' | 'staff'; id: string };
  reason: TerminationReason;
}

/** As the doctor reads it. */
const why: Readonly<Record<TerminationReason, string>> = {
  'resident-wish': '居民解约',
  'moved-away': '居民已迁出',
  'unreachable-for-a-year': '一年联系不上',
  'refused-for-a-year': '一年未接受服务',
};

/**
 * Ends an active contract before its term, at once and for good. An application that was to replace it is withdrawn too.
 * A death ends it in its own way (`noteDeath`).
 * A death ends it by `noteDeath`.
 * @throws Refusal `contract-not-found`, `contract-state-changed`, `not-allowed`.
 */
export async function terminate(tx: Transaction, { contractId, by, reason }: Termination): Promise<{ number: string }> {
  const contract = await contractToChange(tx, contractId);
  if (contract.status !== 'active') throw refuse('contract-state-changed', { status: contract.status });
  if (!(await mayTerminate(tx, contract, by))) throw refuse('not-allowed');
  const { submitted } = await standingOf(tx, contract.residentId);
  await step(tx, contract, 'terminated', { endedAt: tx.now, endReason: reason });
  // In this order, because a renewal with the same doctor shares the place: it is given back once.
  await releasePlace(tx, contract);
  if (submitted?.replacesId === contract.id) await endWithdrawn(tx, submitted, 'resident-withdrew');
  await backToTheArea(tx, contract.residentId, reason);
  const number = shortNumber(contract.number);
  const name = await residentName(tx, contract.residentId);
  await tellStaff(tx, contractOver, contract.doctorId, { number, name, why: why[reason] }, { key: contract.id });
  if (by.kind === 'staff') await tellResident(tx, contractEnded, contract, (named) => named);
  tx.audit({
    actor: by,
    action: 'contract.terminated',
    subject: { kind: 'contract', id: contract.id },
    detail: { number: contract.number, reason },
  });
  return { number: contract.number };
}

/** Who has no contract is looked after by the team of the area; who has moved away by nobody. */
async function backToTheArea(tx: Transaction, residentId: string, reason: TerminationReason): Promise<void> {
  if (reason === 'moved-away') await closePlans(tx, { residentId }, 'moved-away');
  else await lookAfter(tx, residentId, await ownerOf(tx, residentId));
}

async function mayTerminate(tx: Transaction, contract: Contract, by: Termination['by']): Promise<boolean> {
  if (by.kind === 'staff') return isDecider(tx, contract, by.id);
  return (await signerFor(tx, by.id, await partyOf(tx, contract.residentId))) !== undefined;
}
