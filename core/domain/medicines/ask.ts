import { workingDaysAfter } from '../calendar/working-day.ts';
import { requestLook } from '../care/hand-on.ts';
import { ownerOf } from '../care/owner.ts';
import { nextCaseNumber } from '../case-number.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rulesAt } from '../packs/of-organisation.ts';
import { refuse } from '../refusal.ts';
import { callInsteadKey } from '../staff-tasks/call-instead.ts';
import { clearStaffTasks } from '../staff-tasks/clear.ts';
import type { Transaction } from '../transaction.ts';
import { supplyRunOut } from '../notices/medicines.ts';
import { medicinesInUse } from './in-use.ts';
import { seesMedicine } from './medicine.ts';
import { refillOf, refusalFor } from './refill.ts';
import { openStates } from './supply.ts';
import { tellOwner } from './tell.ts';

/** A refill that somebody asks for. */
export interface NewRefill {
  residentId: string;
  /** Who asks, from which account. */
  actorId: string;
  contactId: string;
  medicineId: string;
  /** 长处方. */
  longTerm: boolean;
}

/** A request that was sent to its owner. */
export interface Asked {
  supplyId: string;
  number: string;
  ownerName: string;
  days: number;
}

/**
 * Asks for a refill, to be prepared and collected (domain.md §6): the doctor who looks after the resident answers it. One
 * request for one medicine at a time.
 *
 * @throws Refusal `not-allowed`, `resident-deceased`, `supply-open`, and what `refillObstacle` says.
 */
export async function askRefill(
  tx: Transaction,
  { residentId, actorId, contactId, medicineId, longTerm }: NewRefill,
): Promise<Asked> {
  const resident = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId } });
  if (resident.diedOn !== null) throw refuse('resident-deceased');
  const medicine = await tx.prisma.medicine.findUniqueOrThrow({ where: { id: medicineId } });
  if (!(await seesMedicine(tx, { actorId, residentId, part: medicine.part }))) throw refuse('not-allowed');
  await oneAtATime(tx, suppliesOf(residentId));
  const open = await tx.prisma.medicineSupply.findFirst({
    where: { residentId, medicineId, status: { in: [...openStates] } },
  });
  if (open) throw refuse('supply-open', { number: open.number });
  const pack = await rulesAt(tx, medicine.organisationId);
  const { obstacle, amounts } = await refillOf(tx, { residentId, medicine, pack });
  if (obstacle) throw refusalFor(obstacle);
  const amount = amounts.find((one) => one.longTerm === longTerm);
  if (!amount) throw refuse('not-allowed');

  const [id, number, ownerId] = [tx.id(), await nextCaseNumber(tx, 'YY'), await ownerOf(tx, residentId)];
  const dueAt = workingDaysAfter(tx.day, tx.now, pack.medicines.answerWithinWorkingDays);
  await tx.prisma.medicineSupply.create({
    data: {
      ...{ id, number, residentId, medicineId, status: 'requested', ownerId, rulePack: pack.version },
      ...{ ...amount, contactId, requestedAt: tx.now, dueAt },
    },
  });
  await requestLook(tx, 'supply.escalate', { supplyId: id }, dueAt);
  await tellOwner(tx, id);
  await nobodyNeedsToCall(tx, residentId, medicineId);
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action: 'supply.asked',
    subject: { kind: 'supply', id },
    detail: { residentId, medicineId, days: amount.days, essential: medicine.essential },
  });
  const owner = await tx.prisma.staff.findUniqueOrThrow({ where: { id: ownerId }, select: { name: true } });
  return { supplyId: id, number, ownerName: owner.name, days: amount.days };
}

/** The name under which one resident's supplies are worked on, one transaction at a time. */
export function suppliesOf(residentId: string): string {
  return `supplies/${residentId}`;
}

/** Who could not be asked by chat whether it runs out has asked by themselves. */
async function nobodyNeedsToCall(tx: Transaction, residentId: string, medicineId: string): Promise<void> {
  const inUse = (await medicinesInUse(tx, residentId)).find((one) => one.medicineId === medicineId);
  if (inUse)
    await clearStaffTasks(tx, { keys: [callInsteadKey(supplyRunOut.name, inUse.supplyId)] }, 'no-longer-needed');
}
