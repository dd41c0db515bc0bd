import pino from 'pino';
import { z } from 'zod';
import { createWechatDelivery } from '#bot/channels/wechat/delivery.ts';
import { createTencentApi } from '#bot/channels/tencent/api.ts';
import { createTencentClient } from '#bot/channels/tencent/client.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import { defineNotice } from '#domain/notices/notice.ts';
import { send } from '#domain/notices/send.ts';
import { defineJob, done } from '#jobs/engine/define-job.ts';
import { yieldToOthers } from '#jobs/engine/slots.ts';
import { definitions } from '#jobs/index.ts';
import { startLaterWork } from '#jobs/runner.ts';
import { createMetrics } from '#kit/metrics.ts';
import { loadDemo } from '#prisma/demo/demo.ts';
import { answerCallbacks } from '../answering.ts';
import { boundResident } from '../residents.ts';
import type { Bulk } from './bulk.ts';
import { watchLoop } from './watch-loop.ts';
import { cpuSeconds } from '../serve.ts';
import { folder, sqliteDatabase } from '../workshop.ts';

/**
 * One process that answers callbacks and delivers: rows, sweep, claims, planning, pacer, channel and results are the
 * program's own; only the access token is given. `deliver` sends the same number of template messages as rows, `post`
 * posts them plainly with the same client, `fetch` without it.
 */
const [platform = '', rows = '0', rate = '0'] = process.argv.slice(2);
const count = Number(rows);
const people = 1_000;
/** As many calls as the deliverer has under way. */
const callsAtOnce = 50;

const { path, remove } = folder();
process.on('exit', remove);
const kept = await sqliteDatabase(path);
const { database, clock, randomness } = kept;
await loadDemo(database);

const notice = defineNotice({
  name: 'bench.notice',
  title: '预约成功通知',
  purpose: 'service',
  data: z.object({ place: z.string(), time: z.string() }),
  sample: { place: '拱北社区卫生服务中心', time: '11月26日 19:30' },
  text: ({ place, time }) => `已为您约好${place}${time}的夜门诊。`,
  template: ({ place, time }) => ({ place, time }),
});
const templates = { [notice.name]: { id: 'template', fields: { place: 'thing1', time: 'thing2' } } };

const client = createTencentClient({ baseUrl: platform });
const token = { kind: 'token', value: 'token' } as const;
const api = createTencentApi(client, { current: async () => token, after: async () => token }, new Set([40001]));
const channel = createWechatDelivery({ api, templates, clock });

const bindings: string[] = [];
await database.transact(async (tx) => {
  for (let at = 0; at < people; at += 1) bindings.push(await boundResident(tx, at));
});

const log = pino({ level: 'silent' });
const later = await startLaterWork({
  ...{ database, clock, randomness, log, metrics: createMetrics(), channels: [channel] },
  catalogue: createCatalogue([notice]),
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
  rates: { wechat: Number(rate) },
});

let written = 0;

/** The rows as a broadcast leaves them, but due tomorrow: no sweep shall begin before the clock of the benchmark does. */
async function write(): Promise<void> {
  const dueAt = new Date(clock.now().getTime() + 86_400_000);
  for (const end = written + count; written < end; ) {
    const upTo = Math.min(end, written + 500);
    await database.transact(async (tx) => {
      for (; written < upTo; written += 1) {
        const binding = bindings[written % people] ?? '';
        await send(tx, notice, { binding }, notice.sample, { key: `bench/${written}`, priority: 1, dueAt });
      }
    });
    await yieldToOthers();
  }
}

async function measured(work: () => Promise<void>): Promise<Bulk> {
  const beat = watchLoop();
  const before = performance.now();
  const usedBefore = cpuSeconds();
  await work();
  const seconds = (performance.now() - before) / 1_000;
  const cpu = cpuSeconds() - usedBefore;
  return { seconds, cpu, ...beat.stop(), memory: process.memoryUsage.rss() / 2 ** 20 };
}

async function makeDue(): Promise<void> {
  await database.transact((tx) =>
    tx.sql.run('UPDATE "Delivery" SET "dueAt" = ? WHERE "status" = \'pending\'', [tx.now]),
  );
}

async function deliver(): Promise<void> {
  await later.sweep();
  while ((await pending()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const sent = await database.read((tx) => tx.prisma.delivery.count({ where: { status: 'sent' } }));
  if (sent === written) return;
  const others = await database.read((tx) => tx.prisma.delivery.groupBy({ by: ['status', 'reason'], _count: true }));
  throw new Error(`${sent} of ${written} were sent: ${JSON.stringify(others)}`);
}

async function pending(): Promise<number> {
  const found = await database.read((tx) =>
    tx.sql.all('SELECT 1 FROM "Delivery" WHERE "status" = \'pending\' LIMIT 1'),
  );
  return found.length;
}

type Send = (path: string, message: object) => Promise<unknown>;

/** As most programs call a platform. */
async function byFetch(path: string, message: object): Promise<unknown> {
  const response = await fetch(`${platform}${path}?access_token=token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
    signal: AbortSignal.timeout(8_000),
  });
  return response.json();
}

async function post(send: Send): Promise<void> {
  const data = { thing1: { value: notice.sample.place }, thing2: { value: notice.sample.time } };
  let left = count;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const message = { touser: 'oBench-0000000000000000000000', template_id: 'template', data };
      await send('/cgi-bin/message/template/send', {
        ...message,
        client_msg_id: randomness.bytes(16).toString('hex'),
      });
    }
  };
  await Promise.all(Array.from({ length: callsAtOnce }, one));
}

answerCallbacks(kept, path, {
  write,
  deliver: () => makeDue().then(() => measured(deliver)),
  post: () => measured(() => post(api.post)),
  fetch: () => measured(() => post(byFetch)),
  'one-second': () => measured(() => new Promise((resolve) => setTimeout(resolve, 1_000))),
});
