import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { callbackRoutes } from '#api/routes/webhooks.ts';
import { createWechatApi } from '#bot/channels/wechat/api.ts';
import { createWechatDelivery } from '#bot/channels/wechat/delivery.ts';
import { createWechatWebhook } from '#bot/channels/wechat/webhook.ts';
import { cards, dialogues, phrases } from '#bot/dialogues/index.ts';
import { ears } from '#bot/ear.ts';
import { createInbox } from '#bot/inbox.ts';
import { nextDueMessage } from '#bot/inbox/next-due.ts';
import { createSpool } from '#bot/inbox/spool.ts';
import { allNotices } from '#domain/notices/all.ts';
import { createCatalogue } from '#domain/notices/catalogue.ts';
import { platformTokens } from '#domain/notices/platform-token.ts';
import { defineJob, done } from '#jobs/engine/define-job.ts';
import { definitions } from '#jobs/index.ts';
import { startLaterWork } from '#jobs/runner.ts';
import { steppableClock } from '#kit/clock.ts';
import { districtDay } from '#kit/day.ts';
import { createEnvelope } from '#kit/envelope.ts';
import { systemRandomness as randomness } from '#kit/id.ts';
import { createLog } from '#kit/log.ts';
import { createMetrics } from '#kit/metrics.ts';
import { createVault } from '#kit/vault.ts';
import { openDatabase } from '#prisma/database.ts';
import { WECHAT_APP } from '#tests/support/tencent.ts';
import { templates } from './families.ts';

/**
 * A process of its own that takes WeChat's encrypted callbacks, until it is killed. It says `loaded` once it could begin,
 * waits for a line that says what it shall be, and answers with its port: {url, platform, spool, now, as}. As `answering`
 * it only answers; as `whole` it also does what happens later; as `draining` it does that until nothing is left, and ends.
 */
const order = z.object({
  url: z.string(),
  platform: z.string(),
  spool: z.string(),
  now: z.string(),
  as: z.enum(['answering', 'whole', 'draining']),
});
process.stdout.write('loaded\n');
let line = '';
for await (line of createInterface({ input: process.stdin })) break;
const { url, platform, spool, now, as } = order.parse(JSON.parse(line));

const from = new Date(now);
const clock = steppableClock({ now: () => from, monotonic: () => performance.now() });
const vault = createVault(Buffer.alloc(32, 7), { bytes: randomBytes });
const database = await openDatabase(url, { clock, day: districtDay('Asia/Shanghai'), vault, randomness });
const random = (length: number) => randomness.bytes(length);
const say = (what: string, error?: unknown) => void process.stderr.write(`${what} ${String(error)}\n`);

const inbox = createInbox({
  database,
  program: { dialogues, cards, phrases, publicUrl: 'http://127.0.0.1', hasSms: true },
  spool: createSpool(spool, vault),
  ear: ears(),
  soon: (work) => void setImmediate(work),
  report: (event) => event.kind === 'failed' && say(`message failed while ${event.stage}`, event.error),
});
const { receiveId: appId } = WECHAT_APP;
const tokens = platformTokens(database, 'wechat', randomness.bytes(8).toString('hex'), async () => {});
const later =
  as === 'answering'
    ? undefined
    : await startLaterWork({
        database,
        clock,
        randomness,
        log: createLog('silent'),
        metrics: createMetrics(),
        channels: [
          createWechatDelivery({
            api: createWechatApi({ appId, secret: 'secret', baseUrl: platform, tokens, clock, random }),
            templates,
            clock,
          }),
        ],
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
        lookouts: [{ name: 'inbox', run: inbox.sweep, nextDue: () => database.read(nextDueMessage) }],
        rates: { wechat: 10_000 },
      });

if (as === 'draining') {
  await later?.runUntilQuiet();
  await later?.stop();
  await database.close();
  process.exit(0);
}

const wechat = createWechatWebhook({
  envelope: createEnvelope(WECHAT_APP),
  clock,
  random,
  // However slow the machine is, the answer is waited for: what is late is pushed, and that is tested elsewhere.
  deadline: () => ({ giveUp() {} }),
  receive: inbox.receive,
  report: (event) => say(`callback ${event.kind}`, 'error' in event ? event.error : undefined),
});
const callbacks = callbackRoutes(new Map([['/webhooks/wechat', wechat]]), () => {}, clock.monotonic);
const server = createServer((request, response) => void callbacks(request, response));
server.listen(0, '127.0.0.1', () => {
  // It listens on a port, so the address is one.
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
