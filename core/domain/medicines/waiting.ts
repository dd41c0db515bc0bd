import { shortNumber } from '../case-number.ts';
import { residentNames } from '../residents/resident.ts';
import { answersFor } from '../staff/cover.ts';
import { deskCentres } from '../staff/desk.ts';
import type { Transaction } from '../transaction.ts';
import { sayMedicine } from './medicine.ts';
import { openStates } from './supply.ts';

/** A supply that waits for somebody. */
export interface WaitingSupply {
  id: string;
  number: string;
  status: 'requested' | 'preparing' | 'ready';
  residentName: string;
  medicine: string;
  days: number;
  isOverdue: boolean;
}

/**
 * The requests that somebody answers, for themselves and for whom they cover; and what is to be prepared or handed out at
 * the desks where they work. What is due first comes first, what only waits to be collected last.
 */
export async function suppliesFor(tx: Transaction, staffId: string): Promise<WaitingSupply[]> {
  const rows = await tx.prisma.medicineSupply.findMany({
    where: {
      status: { in: [...openStates] },
      OR: [
        { ownerId: { in: await answersFor(tx, staffId) } },
        {
          status: { in: ['preparing', 'ready'] },
          medicine: { organisationId: { in: await deskCentres(tx, staffId) } },
        },
      ],
    },
    include: { medicine: true },
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
  });
  const names = await residentNames(
    tx,
    rows.map(({ residentId }) => residentId),
  );
  const due = ({ dueAt }: { dueAt: Date | null }) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return rows
    .toSorted((one, other) => due(one) - due(other) || 0)
    .map(({ id, number, status, residentId, medicine, days, dueAt, escalations }) => ({
      id,
      number: shortNumber(number),
      // Only open ones were read.
      status: status as WaitingSupply['status'],
      residentName: names.get(residentId) ?? '',
      medicine: sayMedicine(medicine),
      days,
      isOverdue: dueAt !== null && (escalations > 0 || dueAt <= tx.now),
    }));
}
