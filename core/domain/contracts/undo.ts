import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { contractAcceptanceUndone } from '../notices/contracts.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { requestEscalation } from './escalation.ts';
import { standingOf } from './history.ts';
import { pendingDecision } from './rules.ts';
import { amend, contractToChange, step } from './step.ts';
import { tellResident } from './tell.ts';

/** What was taken back. */
export interface Undone {
  contractId: string;
  number: string;
  decision: 'accept' | 'decline';
}

const undecided = { decidedAt: null, decidedById: null, undoUntil: null, endReason: null };

/**
 * Takes an answer back within ten minutes; the application waits again. The resident is told when they had been told
 * of the acceptance.
 * @throws Refusal `undo-too-late`; `not-allowed` for who did not decide; `contract-not-found`.
 */
export async function undo(
  tx: Transaction,
  { contractId, staffId }: { contractId: string; staffId: string },
): Promise<Undone> {
  const contract = await contractToChange(tx, contractId);
  if (contract.decidedById !== staffId) throw refuse('not-allowed');
  const decision = await undoable(tx, contract);
  if (!decision) throw refuse('undo-too-late');
  if (contract.status === 'active') {
    await step(tx, contract, 'submitted', { ...undecided, startsOn: null, endsOn: null });
    await tellResident(tx, contractAcceptanceUndone, contract, ({ name, doctor, number }) => ({
      name,
      doctor,
      number,
    }));
  } else {
    await amend(tx, contract, undecided);
  }
  const waiting = await tx.prisma.contract.findUniqueOrThrow({ where: { id: contract.id } });
  await requestEscalation(tx, waiting);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'contract.undone',
    subject: { kind: 'contract', id: contract.id },
    detail: { number: contract.number, decision },
  });
  return { contractId, number: contract.number, decision };
}

/** Whether the last answer can still be taken back, and which it was. */
async function undoable(tx: Transaction, contract: Contract): Promise<'accept' | 'decline' | undefined> {
  if (contract.undoUntil === null || contract.undoUntil <= tx.now) return undefined;
  if (contract.status !== 'active') return pendingDecision(contract);
  // The resident has meanwhile asked for something else on top of it.
  const { submitted } = await standingOf(tx, contract.residentId);
  return submitted ? undefined : 'accept';
}
