import type { DeliveryChannelName, DeliveryForm } from '#domain/notices/delivery-channel.ts';
import { repeatableFor } from '#domain/notices/delivery-channel.ts';

/** Bulk that one batch takes of a channel: what it calls in this time. The rest lets other channels' bulk go first. */
export const batchSeconds = 2;
/** Bulk without an idempotency key that is begun together: after a crash nobody knows of these whether they arrived. */
const keylessAtOnce = 50;

/** What one batch still takes of bulk. */
export interface BulkRoom {
  takes(channel: DeliveryChannelName, form: DeliveryForm): boolean;
}

/** @param rates calls a second towards each platform. */
export function bulkRoom(rates: ReadonlyMap<DeliveryChannelName, number>): BulkRoom {
  const taken = new Map<DeliveryChannelName, number>();
  let keyless = 0;
  return {
    takes(channel, form) {
      const count = taken.get(channel) ?? 0;
      const most = Math.max(keylessAtOnce, (rates.get(channel) ?? 0) * batchSeconds);
      if (count >= most) return false;
      if (repeatableFor[form] === undefined && ++keyless > keylessAtOnce) return false;
      taken.set(channel, count + 1);
      return true;
    },
  };
}
