import type { Contract, Prisma } from '#prisma/generated/sqlite/client.ts';
import type { ContractStatus } from '#prisma/generated/sqlite/enums.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { assertLegalStep } from './rules.ts';

/**
 * A contract that is about to be changed: from here to the commit nobody else works on this resident's contracts.
 * @throws Refusal `contract-not-found`.
 */
export async function contractToChange(tx: Transaction, contractId: string): Promise<Contract> {
  const found = await tx.prisma.contract.findUnique({ where: { id: contractId }, select: { residentId: true } });
  if (!found) throw refuse('contract-not-found');
  await oneAtATime(tx, contractsOf(found.residentId));
  const contract = await tx.prisma.contract.findUnique({ where: { id: contractId } });
  if (!contract) throw refuse('contract-not-found');
  return contract;
}

/** The name under which one resident's contracts are worked on, one transaction at a time. */
export function contractsOf(residentId: string): string {
  return `contracts/${residentId}`;
}

type Data = Omit<Prisma.ContractUncheckedUpdateManyInput, 'status' | 'version' | 'id'>;

/**
 * The only place where a contract's state changes: by a conditional update on the state and version that were read.
 * @throws Refusal `contract-state-changed` for an illegal step, and when somebody else was first.
 */
export async function step(tx: Transaction, contract: Contract, to: ContractStatus, data: Data): Promise<void> {
  assertLegalStep(contract.status, to);
  await amend(tx, contract, { ...data, status: to });
}

/** Changes a contract within its state, on the same condition. */
export async function amend(
  tx: Transaction,
  contract: Pick<Contract, 'id' | 'status' | 'version'>,
  data: Data & { status?: ContractStatus },
): Promise<void> {
  const { count } = await tx.prisma.contract.updateMany({
    where: { id: contract.id, status: contract.status, version: contract.version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw refuse('contract-state-changed');
}
