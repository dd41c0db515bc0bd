import type { Transaction } from '../transaction.ts';
import { mustWorkOn, supplyOf } from './supply.ts';

/** Staff look at what somebody takes; audited. @throws Refusal `not-allowed`. */
export async function noteStaffLook(
  tx: Transaction,
  { supplyId, staffId }: { supplyId: string; staffId: string },
): Promise<void> {
  const supply = await supplyOf(tx, supplyId);
  await mustWorkOn(tx, supply, staffId);
  tx.audit({
    actor: { kind: 'staff', id: staffId },
    action: 'medicines.read',
    subject: { kind: 'resident', id: supply.residentId },
    purpose: 'medicines',
    detail: { supplyId },
  });
}
