import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import { answersFor } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import type { Transaction } from '../transaction.ts';
import { pendingDecision } from './rules.ts';

/** Whether a member of staff may answer an application: the doctor, or their cover while they are away, the team's leader, the centre's administrators. */
export async function isDecider(tx: Transaction, contract: Contract, staffId: string): Promise<boolean> {
  const staff = await tx.prisma.staff.findUnique({ where: { id: staffId }, select: { active: true } });
  if (!staff?.active) return false;
  if ((await answersFor(tx, staffId)).includes(contract.doctorId)) return true;
  const leads = await tx.prisma.team.count({ where: { id: contract.teamId, leaderId: staffId } });
  return leads > 0 || reaches(tx, staffId, contract.centreId, 'centre_administrator');
}

/** @throws Refusal `not-allowed`. */
export async function mustBeDecider(tx: Transaction, contract: Contract, staffId: string): Promise<void> {
  if (!(await isDecider(tx, contract, staffId))) throw refuse('not-allowed');
}

/** @throws Refusal `contract-state-changed` with the state it is in. */
export function assertUndecided(contract: Contract): void {
  const pending = pendingDecision(contract);
  if (contract.status !== 'submitted' || pending)
    throw refuse('contract-state-changed', { status: pending ? `pending-${pending}` : contract.status });
}
