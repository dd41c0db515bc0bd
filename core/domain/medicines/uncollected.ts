import { requestJob } from '../jobs/request-job.ts';
import { closeCards } from '../notices/cards.ts';
import { supplyLapsed, supplyWaits } from '../notices/medicines.ts';
import { rulesOf } from '../packs/current.ts';
import type { Transaction } from '../transaction.ts';
import { cardsOf, supplyOf } from './supply.ts';
import { tellResident } from './tell.ts';

/** Until when what is ready waits, and what to bring. */
export async function pickUpData(tx: Transaction, supplyId: string) {
  const { readyAt, medicine, rulePack } = await supplyOf(tx, supplyId);
  const { medicines, clinics } = rulesOf(rulePack);
  const until = tx.day.add(tx.day.dateOf(readyAt ?? tx.now), medicines.collectWithinDays);
  return { until: tx.day.sayDate(until), bring: clinics.whatToBring, address: medicine.organisation.address };
}

/** Asks for the reminder, and for the morning after the last day. */
export async function requestUncollected(tx: Transaction, supplyId: string): Promise<void> {
  const { collectReminderDays, collectWithinDays, askAt } = rulesOf((await supplyOf(tx, supplyId)).rulePack).medicines;
  const today = tx.day.dateOf(tx.now);
  const rounds = { reminder: collectReminderDays, last: collectWithinDays + 1 } as const;
  for (const round of ['reminder', 'last'] as const) {
    const dueAt = tx.day.at(tx.day.add(today, rounds[round]), askAt);
    await requestJob(
      tx,
      'supply.uncollected',
      { supplyId, round },
      { key: `supply.uncollected/${supplyId}/${round}`, dueAt },
    );
  }
}

/**
 * What is ready and was not collected: the resident is reminded once; after its days it is put back.
 * @returns why there was nothing to do, or undefined.
 */
export async function lookAtUncollected(
  tx: Transaction,
  { supplyId, round }: { supplyId: string; round: 'reminder' | 'last' },
): Promise<string | undefined> {
  const { status } = await supplyOf(tx, supplyId);
  if (status !== 'ready') return status;
  if (round === 'reminder') {
    await tellResident(tx, supplyId, supplyWaits, await pickUpData(tx, supplyId));
    return undefined;
  }
  const { count } = await tx.prisma.medicineSupply.updateMany({
    where: { id: supplyId, status: 'ready' },
    data: { status: 'lapsed', version: { increment: 1 } },
  });
  if (count === 0) return 'changed';
  tx.audit({ actor: { kind: 'system' }, action: 'supply.lapsed', subject: { kind: 'supply', id: supplyId } });
  await closeCards(tx, cardsOf(supplyId), '没有来取');
  await tellResident(tx, supplyId, supplyLapsed, {});
  return undefined;
}
