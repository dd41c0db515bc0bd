import { shortNumber } from '../case-number.ts';
import { closeCards } from '../notices/cards.ts';
import { supplyOnRequestAnswered } from '../notices/medicine-work.ts';
import { send } from '../notices/send.ts';
import { refuse } from '../refusal.ts';
import { mustReach } from '../staff/reach.ts';
import type { Transaction } from '../transaction.ts';
import { supplyOf } from './supply.ts';

/**
 * The hospital's desk answers a 联系用药: sent, or not there. The centre's desk is told, who goes on with it; the first
 * answer counts.
 * @throws Refusal `not-allowed` for another hospital, `supply-state-changed` when it is answered or over.
 */
export async function answerOnRequest(
  tx: Transaction,
  { supplyId, staffId, sent }: { supplyId: string; staffId: string; sent: boolean },
): Promise<{ number: string }> {
  const { medicine, status, ownerId, number } = await supplyOf(tx, supplyId);
  if (medicine.supplierId === null || medicine.supplier === null) throw refuse('not-allowed');
  await mustReach(tx, staffId, medicine.supplierId, ['hospital_desk', 'centre_administrator']);
  if (status !== 'preparing') throw refuse('supply-state-changed');
  const data = { number: shortNumber(number), hospital: medicine.supplier.shortName, sent };
  const key = `supply.on-request-answered/${supplyId}`;
  const told = await send(tx, supplyOnRequestAnswered, { staff: ownerId }, data, { key });
  if (told === undefined) throw refuse('supply-state-changed');
  await closeCards(tx, `supplier-${supplyId}-`, sent ? '已送出' : '没有这种药');
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: sent ? 'supply.sent-by-hospital' : 'supply.not-at-hospital',
    subject: { kind: 'supply', id: supplyId },
  });
  return { number: shortNumber(number) };
}
