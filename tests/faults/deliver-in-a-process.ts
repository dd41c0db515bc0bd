import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { requestJob } from '#domain/jobs/request-job.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import type { DeliveryChannel } from '#domain/notices/delivery-channel.ts';
import { defineNotice } from '#domain/notices/notice.ts';
import { send } from '#domain/notices/send.ts';
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
 * A process of its own that asks for jobs, each of which writes two notices, and delivers them, until it is killed; with
 * `drain` it only finishes what is there. `talking` is a binding inside its reply window, `silent` one outside.
 */
const [url = '', platform = '', talking = '', silent = '', run = ''] = process.argv.slice(2);
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

const receipt = defineNotice({
  name: 'test.receipt',
  purpose: 'service',
  data: z.object({ when: z.string() }),
  sample: { when: '今晚' },
  text: ({ when }) => `已为您约好${when}。`,
  template: ({ when }) => ({ when }),
});

const remind = defineJob({
  name: 'appointment.remind',
  title: '就诊提醒',
  payload: z.object({ appointmentId: z.string(), when: z.enum(['evening-before', 'two-hours-before']) }),
  async run({ appointmentId }, tx) {
    for (const binding of [talking, silent])
      await send(tx, receipt, { binding }, { when: '今晚' }, { key: `${appointmentId}/${binding}` });
    return done();
  },
});

const wechat: DeliveryChannel = {
  name: 'wechat',
  async send({ deliveryId, form }) {
    await fetch(`${platform}/${form}/${deliveryId}`, { method: 'POST' });
    return { outcome: 'sent' };
  },
};

const later = await startLaterWork({
  database,
  clock: systemClock,
  randomness,
  log: createLog('silent'),
  metrics: createMetrics(),
  channels: [wechat],
  catalogue: createCatalogue([receipt]),
  carrier: { kind: 'inline' },
  role: 'all',
  zone: 'Asia/Shanghai',
  definitions: {
    ...definitions,
    'appointment.remind': remind,
    'dialogue.expire': defineJob({
      name: 'dialogue.expire',
      title: '对话超时',
      payload: z.object({ dialogueId: z.string(), revision: z.number() }),
      run: async () => done(),
    }),
  },
  ticks: [],
  rates: { wechat: 10_000 },
});

if (run !== 'drain')
  for (let count = 0; count < 2_000; count++) {
    const appointmentId = `${run}-${count}`;
    const payload = { appointmentId, when: 'two-hours-before' } as const;
    await database.transact((tx) =>
      requestJob(tx, 'appointment.remind', payload, { key: `remind/${appointmentId}`, dueAt: tx.now }),
    );
    await new Promise((resolve) => setImmediate(resolve));
  }
await later.runUntilQuiet();
await later.stop();
await database.close();
