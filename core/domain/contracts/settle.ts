import type { Transaction } from '../transaction.ts';
import { endDeclined } from './decline.ts';
import { endReasons, pendingDecision } from './rules.ts';
import { start } from './start.ts';
import { contractToChange } from './step.ts';

/**
 * Lets a decision take effect whose minutes of undo are over. A decision that was taken back, or made anew since, is
 * left to its own time.
 */
export async function settle(tx: Transaction, contractId: string): Promise<'accepted' | 'declined' | 'nothing'> {
  const contract = await contractToChange(tx, contractId);
  const decision = pendingDecision(contract);
  const { undoUntil, decidedAt, decidedById } = contract;
  if (!decision || undoUntil === null || undoUntil > tx.now) return 'nothing';
  if (decision === 'decline') {
    await endDeclined(tx, contract, endReasons.find((reason) => reason === contract.endReason) ?? 'doctor-declined');
    return 'declined';
  }
  if (decidedAt === null || decidedById === null) throw new Error(`contract ${contractId} was decided by nobody`);
  await start(tx, contract, { decidedAt, decidedById, undoUntil });
  return 'accepted';
}
