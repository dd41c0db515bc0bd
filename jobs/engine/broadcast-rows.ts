import { isGuarded } from '#domain/broadcasts/audience.ts';
import { audienceOf } from '#domain/broadcasts/broadcast.ts';
import { stoppedPlaces } from '#domain/broadcasts/stops.ts';
import { contentOfBroadcast } from '#domain/broadcasts/words.ts';
import type { NoticeContent } from '#domain/notices/delivery-channel.ts';
import type { Halt } from '#domain/notices/plan.ts';
import { instantOrNull } from '#domain/row-set.ts';
import type { Transaction } from '#domain/transaction.ts';
import type { DeliveryRow } from './delivery-rows.sql.ts';

/** What the broadcasts of a batch say, and whether they go on. */
export interface BroadcastsOfBatch {
  contentOf(row: DeliveryRow): NoticeContent | undefined;
  /** It goes to the person's own account alone. */
  isGuarded(row: DeliveryRow): boolean;
  haltOf(row: DeliveryRow): Halt | undefined;
}

/** An area that is stopped is looked at again after so long, milliseconds. */
const areaAgainMs = 60_000;
const dayMs = 86_400_000;

/** Read once for the whole batch: its deliveries carry no words of their own. */
export async function readBroadcasts(tx: Transaction, rows: readonly DeliveryRow[]): Promise<BroadcastsOfBatch> {
  const ids = [...new Set(rows.flatMap(({ broadcastId }) => broadcastId ?? []))];
  if (ids.length === 0) return { contentOf: () => undefined, isGuarded: () => false, haltOf: () => undefined };
  const found = await tx.prisma.broadcast.findMany({
    where: { id: { in: ids } },
    include: { organisation: { select: { name: true } } },
  });
  const stopped = await stoppedPlaces(tx);
  const broadcasts = new Map(
    found.map((row) => [
      row.id,
      {
        status: row.status,
        content: contentOfBroadcast({ ...row, place: row.organisation.name }),
        guarded: isGuarded(audienceOf(row)),
      },
    ]),
  );
  return {
    contentOf: ({ broadcastId }) => broadcasts.get(broadcastId ?? '')?.content,
    isGuarded: ({ broadcastId }) => broadcasts.get(broadcastId ?? '')?.guarded ?? false,
    haltOf(row) {
      if (row.broadcastId === null) return undefined;
      const status = broadcasts.get(row.broadcastId)?.status;
      if (status === 'cancelled') return { why: 'broadcast-cancelled' };
      // Going on makes them due again.
      const end = instantOrNull(row.expiresAt) ?? new Date(tx.now.getTime() + dayMs);
      if (status === 'paused') return { why: 'broadcast-paused', until: end };
      if (row.placeId === null || !stopped.has(row.placeId)) return undefined;
      return { why: 'area-stopped', until: new Date(Math.min(end.getTime(), tx.now.getTime() + areaAgainMs)) };
    },
  };
}
