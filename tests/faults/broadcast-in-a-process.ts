import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { allNotices } from '#domain/notices/all.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import type { DeliveryChannel, SendResult } from '#domain/notices/delivery-channel.ts';
import { defineJob, done } from '#jobs/engine/define-job.ts';
import { definitions } from '#jobs/index.ts';
import { startLaterWork } from '#jobs/runner.ts';
import { systemClock } from '#kit/clock.ts';
import { districtDay } from '#kit/day.ts';
import { createLog } from '#kit/log.ts';
import { createMetrics } from '#kit/metrics.ts';
import { createVault } from '#kit/vault.ts';
import { openDatabase } from '#prisma/database.ts';

/**
 * A process of its own that carries a broadcast on until it is killed. It tells when the broadcast is paused and everything
 * that was handed over has stopped, and goes on at a word; it ends when the broadcast is done.
 */
const [url = '', platform = '', broadcastId = ''] = process.argv.slice(2);
const randomness = {
  bytes: (length: number) => randomBytes(length),
  below: (limit: number) => randomBytes(4).readUInt32BE() % limit,
};
const database = await openDatabase(url, {
  clock: systemClock,
  day: districtDay('Asia/Shanghai'),
  vault: createVault(Buffer.alloc(32, 7), randomness),
  randomness,
});

async function post(path: string, body: object): Promise<SendResult> {
  await fetch(`${platform}/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return { outcome: 'sent' };
}

const channel = (name: DeliveryChannel['name']): DeliveryChannel => ({
  name,
  send: ({ account, deliveryId, form }) => post(form, { accounts: [account], id: deliveryId }),
});
const wechat: DeliveryChannel = {
  ...channel('wechat'),
  sendMass: ({ id, accounts }) => post('mass', { accounts, id }),
};

const later = await startLaterWork({
  database,
  clock: systemClock,
  randomness,
  log: createLog('silent'),
  metrics: createMetrics(),
  channels: [wechat, channel('wecom'), channel('sms')],
  catalogue: createCatalogue(allNotices),
  carrier: { kind: 'inline' },
  role: 'all',
  zone: 'Asia/Shanghai',
  definitions: {
    ...definitions,
    'dialogue.expire': defineJob({
      name: 'dialogue.expire',
      title: '对话超时',
      payload: z.object({ dialogueId: z.string(), revision: z.number() }),
      run: async () => done(),
    }),
  },
  ticks: [],
  rates: { wechat: 10_000, wecom: 10_000, sms: 10_000 },
});

const words = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
for (;;) {
  await later.runUntilQuiet();
  const { status, underWay } = await database.read(async (tx) => ({
    status: (await tx.prisma.broadcast.findUniqueOrThrow({ where: { id: broadcastId } })).status,
    // What is left waits for its resumption.
    underWay: await tx.prisma.delivery.count({
      where: { broadcastId, status: 'pending', OR: [{ reason: null }, { reason: { not: 'broadcast-paused' } }] },
    }),
  }));
  if (status === 'done') break;
  if (status === 'paused' && underWay === 0) {
    process.stdout.write('paused\n');
    await words.next();
    continue;
  }
  await pause(50);
}
process.stdout.write('done\n');
await later.stop();
await database.close();
process.exit(0);
