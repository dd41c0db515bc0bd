import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { openDraft, type NewDraft } from './draft.ts';
import { standingOf } from './history.ts';
import { texts } from './parties.ts';

/**
 * 续签: the same doctor and packages once more; the running contract goes on until the doctor has accepted. The person
 * signs it like any other.
 * @throws Refusal `contract-not-found` without a running contract, and as `openDraft`.
 */
export async function renew(
  tx: Transaction,
  { residentId, by, packages }: Pick<NewDraft, 'residentId' | 'by'> & { packages?: readonly string[] | undefined },
): Promise<Contract> {
  const running = await runningContract(tx, residentId);
  return openDraft(tx, {
    residentId,
    doctorId: running.doctorId,
    packages: packages ?? texts(running.packages),
    by,
    replaces: 'running',
  });
}

/**
 * 换医生: another doctor, once a year unless the doctor left. Staying with the leader who holds the contract for the interim
 * is a choice too.
 * @throws Refusal `contract-not-found`, `contract-exists` for the doctor that one has, and as `openDraft`.
 */
export async function changeDoctor(
  tx: Transaction,
  change: Pick<NewDraft, 'residentId' | 'doctorId' | 'packages' | 'by'>,
): Promise<Contract> {
  const running = await runningContract(tx, change.residentId);
  if (running.doctorId === change.doctorId && running.interimForId === null)
    throw refuse('contract-exists', { number: running.number });
  return openDraft(tx, { ...change, replaces: 'running' });
}

async function runningContract(tx: Transaction, residentId: string): Promise<Contract> {
  const { active } = await standingOf(tx, residentId);
  if (!active) throw refuse('contract-not-found');
  return active;
}
