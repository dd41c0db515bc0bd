import { answersFor } from '../staff/cover.ts';
import type { Transaction } from '../transaction.ts';
import { type AlertData, alertData } from './card.ts';

export interface OpenAlert extends AlertData {
  id: string;
  dueAt: Date;
}

/** The open alerts that somebody owns or covers for, what is due first on top. */
export async function alertsFor(tx: Transaction, staffId: string): Promise<OpenAlert[]> {
  const rows = await tx.prisma.alert.findMany({
    where: { status: 'open', ownerId: { in: await answersFor(tx, staffId) } },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: 50,
  });
  const alerts: OpenAlert[] = [];
  for (const { id, dueAt } of rows) alerts.push({ id, dueAt, ...(await alertData(tx, id)).data });
  return alerts;
}

/** The open alerts about a resident, with who owns each. */
export function openAlertsAbout(tx: Transaction, residentId: string): Promise<{ id: string; ownerId: string }[]> {
  return tx.prisma.alert.findMany({
    where: { residentId, status: 'open' },
    select: { id: true, ownerId: true },
    orderBy: { id: 'asc' },
  });
}
