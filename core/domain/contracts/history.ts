import type { Contract } from '#prisma/generated/sqlite/client.ts';
import { rulesForResident } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import type { Transaction } from '../transaction.ts';
import { mayChangeTo } from './changes.ts';

/** The contracts of a resident that bear on a new one. */
export interface Standing {
  active: Contract | undefined;
  submitted: Contract | undefined;
}

export async function standingOf(tx: Transaction, residentId: string): Promise<Standing> {
  const open = await tx.prisma.contract.findMany({ where: { residentId, status: { in: ['active', 'submitted'] } } });
  return {
    active: open.find(({ status }) => status === 'active'),
    submitted: open.find(({ status }) => status === 'submitted'),
  };
}

/**
 * Change of doctor once a year, unless the doctor leaves (domain.md §2).
 * @throws Refusal `change-once-a-year`.
 */
export async function assertMayChangeTo(tx: Transaction, residentId: string, doctorId: string): Promise<void> {
  const today = tx.day.dateOf(tx.now);
  const started = await tx.prisma.contract.findMany({
    where: { residentId, startsOn: { not: null } },
    select: { doctorId: true, startsOn: true, status: true, endReason: true, interimForId: true },
    orderBy: [{ startsOn: 'asc' }, { decidedAt: 'asc' }],
  });
  const history = started.map(({ startsOn, ...contract }) => ({ ...contract, startsOn: startsOn ?? today }));
  const { changesPerYear } = (await rulesForResident(tx, residentId)).contracts;
  if (!mayChangeTo(doctorId, history, today, changesPerYear)) throw refuse('change-once-a-year');
}
