import type { Prisma } from '#prisma/generated/sqlite/client.ts';
import type { SupplyStatus } from '#prisma/generated/sqlite/enums.ts';
import { refuse } from '../refusal.ts';
import { answersFor } from '../staff/cover.ts';
import { reaches } from '../staff/reach.ts';
import { deskRoles } from '../staff/roles.ts';
import type { Transaction } from '../transaction.ts';

/** A supply with its medicine and where it is collected. */
export type SupplyInFull = Awaited<ReturnType<typeof supplyOf>>;

/** What is asked for and not over. */
export const openStates: readonly SupplyStatus[] = ['requested', 'preparing', 'ready'];

/** @throws an error when there is no such row. */
export function supplyOf(tx: Transaction, supplyId: string) {
  return tx.prisma.medicineSupply.findUniqueOrThrow({
    where: { id: supplyId },
    include: { medicine: { include: { organisation: true, supplier: true } } },
  });
}

type Change = Omit<Prisma.MedicineSupplyUncheckedUpdateManyInput, 'status' | 'version' | 'id'>;

/**
 * The only place where a supply's state changes: by a conditional update on the state that was read.
 * @throws Refusal `supply-state-changed` when it is in none of the states, or somebody else was first.
 */
export async function step(
  tx: Transaction,
  supplyId: string,
  { from, to, data = {} }: { from: readonly SupplyStatus[]; to: SupplyStatus; data?: Change },
): Promise<void> {
  const { count } = await tx.prisma.medicineSupply.updateMany({
    where: { id: supplyId, status: { in: [...from] } },
    data: { ...data, status: to, version: { increment: 1 } },
  });
  if (count === 0) throw refuse('supply-state-changed');
}

/**
 * Who may answer a request: its owner, who covers for the owner, a doctor of the place; of what is prepared and handed out
 * whoever works at its desk.
 * @throws Refusal `not-allowed`.
 */
export async function mustWorkOn(
  tx: Transaction,
  { ownerId, status, medicine }: Pick<SupplyInFull, 'ownerId' | 'status' | 'medicine'>,
  staffId: string,
): Promise<void> {
  if ((await answersFor(tx, staffId)).includes(ownerId)) return;
  const roles = status === 'requested' ? (['doctor', 'team_leader'] as const) : deskRoles;
  if (!(await reaches(tx, staffId, medicine.organisationId, roles))) throw refuse('not-allowed');
}

/** What the task ids of all cards about one supply begin with. */
export function cardsOf(supplyId: string): string {
  return `supply-${supplyId}-`;
}

/** The supply of a card's task id without its prefix. */
export function supplyOfCard(id: string): string | undefined {
  return /^([0-9a-f-]{36})-/u.exec(id)?.[1];
}
