import type { Transaction } from '../transaction.ts';

/** Something that did not work and needs an operator's eye. Ids and codes only. */
export interface Failed {
  id: string;
  what: 'delivery' | 'job' | 'message';
  /** The notice's or the job's stored name; the channel of a message. */
  name: string;
  /** False: it is tried again by itself. */
  ended: boolean;
  /** A delivery's reason, a job's outcome. */
  reason: string | null;
  attempts: number;
  /** When it ended, or when it is tried next. */
  at: Date | null;
}

/** How many there are of each kind, and the newest of them. */
export interface FailedList {
  counts: Record<Failed['what'], number>;
  newest: Failed[];
}

/** Dead deliveries, jobs that are dead or are tried again, messages that were given up or are tried again. */
export async function listFailed(tx: Transaction, most: number): Promise<FailedList> {
  const deliveries = { status: 'dead' } as const;
  const jobs = { OR: [{ status: 'dead' as const }, { status: 'pending' as const, attempts: { gt: 0 } }] };
  const messages = { status: { in: ['dead' as const, 'failed' as const] } };
  const counts = {
    delivery: await tx.prisma.delivery.count({ where: deliveries }),
    job: await tx.prisma.job.count({ where: jobs }),
    message: await tx.prisma.inboundMessage.count({ where: messages }),
  };
  // Ids are UUIDv7: the newest are the last.
  const newest = { orderBy: { id: 'desc' as const }, take: most };
  return {
    counts,
    newest: [
      ...(await tx.prisma.delivery.findMany({ where: deliveries, ...newest })).map(
        ({ id, kind, reason, attempts, endedAt }): Failed => ({
          ...{ id, what: 'delivery', name: kind, ended: true, reason, attempts, at: endedAt },
        }),
      ),
      ...(await tx.prisma.job.findMany({ where: jobs, ...newest })).map(
        ({ id, name, status, outcome, attempts, endedAt, dueAt }): Failed => ({
          ...{ id, what: 'job', name, ended: status === 'dead', reason: outcome, attempts, at: endedAt ?? dueAt },
        }),
      ),
      ...(await tx.prisma.inboundMessage.findMany({ where: messages, ...newest })).map(
        ({ id, channel, status, attempts, dueAt, answeredAt }): Failed => ({
          ...{ id, what: 'message', name: channel, ended: status === 'dead', reason: null },
          ...{ attempts, at: dueAt ?? answeredAt },
        }),
      ),
    ],
  };
}
