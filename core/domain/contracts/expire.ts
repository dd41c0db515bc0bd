import { ownerOf } from '../care/owner.ts';
import { lookAfter } from '../follow-ups/follow-doctor.ts';
import { contractExpired } from '../notices/contracts.ts';
import type { Transaction } from '../transaction.ts';
import { releasePlace } from './places.ts';
import { contractToChange, step } from './step.ts';
import { tellResident } from './tell.ts';
import { sayDay } from './words.ts';

/**
 * Ends a contract whose last day is over. Nothing renews silently (domain.md §2): an application to renew it waits on for
 * its answer and keeps the place.
 * @returns false when its term is not over, or it ended otherwise.
 */
export async function expire(tx: Transaction, contractId: string): Promise<boolean> {
  const contract = await contractToChange(tx, contractId);
  const { status, endsOn } = contract;
  if (status !== 'active' || endsOn === null || endsOn >= tx.day.dateOf(tx.now)) return false;
  await step(tx, contract, 'expired', { endedAt: tx.now, endReason: 'term-over' });
  await releasePlace(tx, contract);
  await lookAfter(tx, contract.residentId, await ownerOf(tx, contract.residentId));
  const renewing = await tx.prisma.contract.count({ where: { replacesId: contract.id, status: 'submitted' } });
  if (renewing === 0)
    await tellResident(tx, contractExpired, contract, ({ name, doctor, number }) => ({
      name,
      doctor,
      number,
      endsOn: sayDay(endsOn),
    }));
  tx.audit({
    actor: { kind: 'system' },
    action: 'contract.expired',
    subject: { kind: 'contract', id: contract.id },
    detail: { number: contract.number },
  });
  return true;
}
