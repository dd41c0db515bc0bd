import { maskName } from '#kit/mask.ts';
import { hearersOf, tell } from '../clinics/hearers.ts';
import { offerChoices } from '../clinics/offer-choices.ts';
import { shortNumber } from '../case-number.ts';
import { adherenceLines, supplyRunOut } from '../notices/medicines.ts';
import { refuse } from '../refusal.ts';
import { actsFor } from '../residents/family.ts';
import { residentName } from '../residents/resident.ts';
import { askStaffTask } from '../staff-tasks/ask.ts';
import type { Transaction } from '../transaction.ts';
import { medicinesInUse } from './in-use.ts';
import type { Adherence } from './rules.ts';
import { openStates, supplyOf } from './supply.ts';

/**
 * Before it runs out, who takes it is asked how they take it, and then whether they want more (seed 004 三(三)2:
 * 同时跟踪用药情况). Not who has asked for it already, has collected more since, or has died.
 * @returns why there was nothing to ask, or undefined.
 */
export async function askBeforeRunOut(tx: Transaction, supplyId: string): Promise<string | undefined> {
  const { residentId, medicineId, medicine, number, contactId, adherence } = await supplyOf(tx, supplyId);
  const resident = await tx.prisma.resident.findUniqueOrThrow({ where: { id: residentId }, select: { diedOn: true } });
  if (resident.diedOn !== null) return 'deceased';
  if (adherence !== null) return 'asked-before';
  const inUse = (await medicinesInUse(tx, residentId)).find((one) => one.medicineId === medicineId);
  if (inUse?.supplyId !== supplyId) return 'collected-since';
  const where = { residentId, medicineId, status: { in: [...openStates] } };
  if ((await tx.prisma.medicineSupply.count({ where })) > 0) return 'asked-for';
  const said = {
    name: maskName(await residentName(tx, residentId)),
    number: shortNumber(number),
    centre: medicine.organisation.shortName,
    days: inUse.daysLeft,
  };
  const hearers = await hearersOf(tx, residentId, contactId);
  await tell(tx, hearers, supplyRunOut, said, { key: `${supplyRunOut.name}/${supplyId}`, about: residentId });
  await offerChoices(
    tx,
    hearers,
    'medicine-running-out',
    adherenceLines.map(({ key, label }) => ({ key: `${supplyId}/${key}`, label })),
  );
  return undefined;
}

/**
 * How somebody takes a medicine; the last answer counts. Who has stopped is called by who looks after them: why, and what
 * now, is for the doctor.
 * @throws Refusal `not-allowed`, `supply-state-changed` for what was never collected.
 */
export async function noteAdherence(
  tx: Transaction,
  { supplyId, actorId, adherence }: { supplyId: string; actorId: string; adherence: Adherence },
): Promise<void> {
  const { residentId } = await supplyOf(tx, supplyId);
  if (!(await actsFor(tx, actorId, residentId, 'book'))) throw refuse('not-allowed');
  const { count } = await tx.prisma.medicineSupply.updateMany({
    where: { id: supplyId, status: 'collected' },
    data: { adherence },
  });
  if (count === 0) throw refuse('supply-state-changed');
  tx.audit({
    actor: { kind: 'resident', id: actorId },
    action: 'supply.adherence',
    subject: { kind: 'supply', id: supplyId },
    detail: { residentId, adherence },
  });
  if (adherence !== 'stopped') return;
  await askStaffTask(tx, {
    kind: 'phone',
    key: `medicine.stopped/${supplyId}`,
    reason: 'medicine-stopped',
    residentId,
    subject: { kind: 'supply', id: supplyId },
  });
}
