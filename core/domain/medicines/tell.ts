import { maskName } from '#kit/mask.ts';
import { shortNumber } from '../case-number.ts';
import { hearersOf, tell } from '../clinics/hearers.ts';
import { supplyAsked, supplyToHandOut, supplyToPrepare } from '../notices/medicine-work.ts';
import { adherenceLines } from '../notices/medicines.ts';
import type { NoticeDefinition } from '../notices/notice.ts';
import { send } from '../notices/send.ts';
import { rulesOf } from '../packs/current.ts';
import { residentName } from '../residents/resident.ts';
import type { Transaction } from '../transaction.ts';
import { medicinesInUse } from './in-use.ts';
import { sayMedicine } from './medicine.ts';
import { lastSeenOn } from './refill.ts';
import { cardsOf, supplyOf } from './supply.ts';

/** Shows whose turn it is what to do, on a card that one press answers. Once for each state and owner. */
export async function tellOwner(tx: Transaction, supplyId: string): Promise<void> {
  const { ownerId, residentId, status, version } = await supplyOf(tx, supplyId);
  const notice = { requested: supplyAsked, preparing: supplyToPrepare, ready: supplyToHandOut }[status as string];
  if (!notice) return;
  const [key, cardTaskId] = [`${notice.name}/${supplyId}/${version}`, `${cardsOf(supplyId)}${version}`];
  await send(tx, notice, { staff: ownerId }, await workData(tx, supplyId), { key, cardTaskId, about: residentId });
}

/** What whoever works on a supply reads of it. */
export async function workData(tx: Transaction, supplyId: string) {
  const { number, residentId, medicineId, medicine, days, longTerm, rulePack, escalations } = await supplyOf(
    tx,
    supplyId,
  );
  const resident = await tx.prisma.resident.findUniqueOrThrow({
    where: { id: residentId },
    select: { birthDate: true, sex: true },
  });
  const today = tx.day.dateOf(tx.now);
  const inUse = (await medicinesInUse(tx, residentId)).find((one) => one.medicineId === medicineId);
  const seenOn = await lastSeenOn(tx, residentId, rulesOf(rulePack));
  return {
    number: shortNumber(number),
    name: await residentName(tx, residentId),
    person: `${resident.sex === 'female' ? '女' : '男'} ${tx.day.ageOn(resident.birthDate, today)}岁`,
    medicine: sayMedicine(medicine),
    days,
    longTerm,
    hospital: medicine.supplier?.shortName ?? '',
    left: inUse ? `还够${inUse.daysLeft}天` : '没有从这里配过',
    seen: seenOn === undefined ? '没有记录' : tx.day.sayDate(seenOn),
    adherence: adherenceLines.find(({ key }) => key === inUse?.adherence)?.label ?? '没有问过',
    place: medicine.organisation.shortName,
    late: escalations > 0,
  };
}

/** What every notice to a resident about a supply says, besides what belongs to one alone. */
type SupplyNotice<More> = NoticeDefinition<More & { name: string; number: string; centre: string; inChat: boolean }>;

/** Tells the resident, and who asked for them, once for each notice. */
export async function tellResident<More extends object>(
  tx: Transaction,
  supplyId: string,
  notice: SupplyNotice<More>,
  more: More,
): Promise<void> {
  const { residentId, contactId, number, medicine } = await supplyOf(tx, supplyId);
  const said = {
    ...more,
    name: maskName(await residentName(tx, residentId)),
    number: shortNumber(number),
    centre: medicine.organisation.shortName,
  };
  const hearers = await hearersOf(tx, residentId, contactId);
  await tell(tx, hearers, notice, said as never, { key: `${notice.name}/${supplyId}`, about: residentId });
}
