import type { Transaction } from '../transaction.ts';
import type { DeliveryChannelName } from './delivery-channel.ts';

export const everyChannel = ['wechat', 'wecom', 'sms'] as const satisfies readonly DeliveryChannelName[];

/** Stops pushes through channels until then; what comes meanwhile waits. Answers in a callback still go out. */
export async function pauseChannels(
  tx: Transaction,
  channels: readonly DeliveryChannelName[],
  { until, code, by }: { until: Date; code: string; by: { kind: 'system'; id: string } },
): Promise<void> {
  for (const channel of channels) {
    await tx.prisma.channelPause.upsert({
      where: { channel },
      create: { channel, until, code },
      update: { until, code },
    });
    tx.audit({ actor: by, action: 'channel.paused', subject: { kind: 'channel', id: channel }, detail: { code } });
  }
}

/** So many deliveries are made due in one transaction; call again while it moves that many. */
export const resumedAtOnce = 2000;

/**
 * Lets channels send again and makes due what waited for one that was paused.
 * @returns how many deliveries it made due.
 */
export async function resumeChannels(
  tx: Transaction,
  channels: readonly DeliveryChannelName[],
  by: { kind: 'system'; id: string },
): Promise<number> {
  const paused = await tx.prisma.channelPause.findMany({ where: { channel: { in: [...channels] } } });
  await tx.prisma.channelPause.deleteMany({ where: { channel: { in: [...channels] } } });
  for (const { channel: id } of paused)
    tx.audit({ actor: by, action: 'channel.resumed', subject: { kind: 'channel', id } });
  return tx.sql.run(
    `UPDATE "Delivery" SET "dueAt" = ? WHERE "id" IN (
       SELECT "id" FROM "Delivery" WHERE "status" = 'pending' AND "reason" = 'channel-paused' AND "dueAt" > ?
         AND ("leaseUntil" IS NULL OR "leaseUntil" <= ?) LIMIT ${resumedAtOnce})`,
    [tx.now, tx.now, tx.now],
  );
}
