import type { DeliveryStatus, RecipientState } from '#prisma/generated/sqlite/enums.ts';
import type { DeliveryChannelName } from '../notices/delivery-channel.ts';
import type { DeliveryReason } from '../notices/reason.ts';
import type { Transaction } from '../transaction.ts';

/** How far a broadcast is. Every person on its list is in exactly one of these. */
export interface Progress {
  /** On the list. */
  people: number;
  /** Not written to, by reason. */
  excluded: Readonly<Record<string, number>>;
  /** Not handed out yet. */
  waiting: number;
  /** On their way. */
  pending: number;
  sent: Readonly<Record<DeliveryChannelName, number>>;
  /** In a 群发 that went out, or one that has not. */
  mass: { sent: number; reserved: number; failed: number };
  /** Not reached, by reason; those who are to be called too. */
  failed: Readonly<Partial<Record<DeliveryReason, number>>>;
  /** To be called: those without any way, and those whom no way reached. */
  toCall: number;
  /** Wrote back in time, as it was looked at last; undefined when it was not. */
  answered: number | undefined;
}

/** One statement, from indexes alone. */
const grouped = `
  SELECT 'recipient' AS "of", CAST("state" AS TEXT) AS "state", "way" AS "which", "reason", COUNT(*) AS "count"
  FROM "BroadcastRecipient" WHERE "broadcastId" = ? GROUP BY "state", "way", "reason"
  UNION ALL
  SELECT 'delivery', CAST("status" AS TEXT), "channel", "reason", COUNT(*)
  FROM "Delivery" WHERE "broadcastId" = ? GROUP BY "status", "channel", "reason"
  UNION ALL
  SELECT 'mass', CAST("status" AS TEXT), NULL, "code", SUM("members")
  FROM "MassMessage" WHERE "broadcastId" = ? GROUP BY "status", "code"`;

type Row =
  | { of: 'recipient'; state: RecipientState; which: string; reason: string | null; count: number | bigint }
  | {
      of: 'delivery';
      state: DeliveryStatus;
      which: DeliveryChannelName | null;
      reason: DeliveryReason | null;
      count: number | bigint;
    }
  | { of: 'mass'; state: 'reserved' | 'sent' | 'failed'; which: null; reason: string | null; count: number | bigint };

/** Ends after which somebody has to be called: they wished it, and nothing came. */
export const unreachedReasons: readonly DeliveryReason[] = [
  'unreachable',
  'recipient-gone',
  'tries-used-up',
  'outcome-unknown',
  'unfollowed',
  'no-channel',
];

export async function progressOf(tx: Transaction, broadcastId: string): Promise<Progress> {
  const rows = await tx.sql.all<Row>(grouped, [broadcastId, broadcastId, broadcastId]);
  const { answered } = await tx.prisma.broadcast.findUniqueOrThrow({
    where: { id: broadcastId },
    select: { answered: true },
  });
  const excluded: Record<string, number> = {};
  const failed: Partial<Record<DeliveryReason, number>> = {};
  const sent = { wechat: 0, wecom: 0, sms: 0 };
  const mass = { sent: 0, reserved: 0, failed: 0 };
  const totals = { people: 0, waiting: 0, pending: 0, toCall: 0 };
  for (const row of rows) {
    const count = Number(row.count);
    switch (row.of) {
      case 'recipient':
        totals.people += count;
        if (row.state === 'excluded') add(excluded, row.reason ?? '', count);
        if (row.state === 'waiting') totals.waiting += count;
        if (row.state === 'call') totals.toCall += count;
        break;
      case 'mass':
        // Members of one that failed for good are counted by where they are now, but for one whose fate is not known.
        if (row.state !== 'failed') mass[row.state] += count;
        else if (row.reason === 'outcome-unknown') mass.failed += count;
        break;
      case 'delivery':
        if (row.state === 'pending') totals.pending += count;
        else if (row.state === 'sent' && !isRefusedLater(row.reason)) sent[row.which ?? 'wechat'] += count;
        else {
          add(failed, row.reason ?? 'refused', count);
          if (row.state !== 'cleared' && row.reason !== null && unreachedReasons.includes(row.reason))
            totals.toCall += count;
        }
    }
  }
  return { ...totals, excluded, sent, mass, failed, answered: answered ?? undefined };
}

/** The platform took it and told later that it did not arrive. */
function isRefusedLater(reason: DeliveryReason | null): boolean {
  return reason === 'blocked' || reason === 'failed-at-platform';
}

function add<Key extends string>(to: Partial<Record<Key, number>>, key: Key, count: number): void {
  to[key] = (to[key] ?? 0) + count;
}
