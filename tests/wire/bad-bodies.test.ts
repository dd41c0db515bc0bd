import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { stringify } from 'node:querystring';
import { expect, onTestFinished, test } from 'vitest';
import { callbackRoutes } from '#api/routes/webhooks.ts';
import { createWechatWebhook } from '#bot/channels/wechat/webhook.ts';
import { createWecomWebhook } from '#bot/channels/wecom/webhook.ts';
import type { Query, WebhookAnswer } from '#bot/channels/webhook.ts';
import { standingClock } from '#kit/clock.ts';
import { createEnvelope } from '#kit/envelope.ts';
import { house } from '../bot/inbox/house.ts';
import {
  callbackOf,
  evenBytes,
  handDeadline,
  playPlatform,
  seeded,
  WECHAT_APP,
  WECOM_APP,
} from '../support/tencent.ts';

interface Request {
  query: Query;
  body: Buffer;
}

const SEED = 20261122;

/** Ways to spoil a good request; each is given chance and the good one. */
const SPOIL: Record<string, (chance: () => number, good: Request) => Request> = {
  forged: (chance, { query, body }) => ({ query: { ...query, msg_signature: hex(chance, 40) }, body }),
  'replayed with another body': (chance, { query }) => ({
    query,
    body: playPlatform(WECHAT_APP).callback(callbackOf({ MsgId: hex(chance, 8) })).body,
  }),
  truncated: (chance, { query, body }) => ({ query, body: body.subarray(0, Math.floor(chance() * (body.length - 1))) }),
  oversized: (chance, { query, body }) => ({
    query,
    body: Buffer.concat([body, Buffer.alloc(65_537 + Math.floor(chance() * 1000), ' ')]),
  }),
  doctype: (chance, { query, body }) => ({
    query,
    body: Buffer.from(`<!DOCTYPE x [<!ENTITY a "${hex(chance, 9)}">]>${body.toString()}`),
  }),
  empty: (_chance, { query }) => ({ query, body: Buffer.alloc(0) }),
  json: (chance, { query }) => ({ query, body: Buffer.from(JSON.stringify({ Encrypt: hex(chance, 64) })) }),
  binary: (chance, { query }) => ({ query, body: bytes(chance, Math.floor(chance() * 4096)) }),
  'one byte changed': (chance, { query, body }) => {
    const spoiled = Buffer.from(body);
    // Only inside the ciphertext: a changed addressee or space outside it changes nothing that is believed.
    const from = body.indexOf('<Encrypt>') + 18;
    const to = body.indexOf(']]></Encrypt>');
    const at = from + Math.floor(chance() * (to - from));
    spoiled[at] = ((spoiled[at] ?? 0) + 1 + Math.floor(chance() * 255)) % 256;
    return { query, body: spoiled };
  },
  plaintext: (chance, { query }) => ({ query, body: Buffer.from(callbackOf({ Content: hex(chance, 12) })) }),
  'nested deeply': (chance, { query }) => ({
    query,
    body: Buffer.from(`<xml>${'<a>'.repeat(Math.floor(chance() * 5000))}`),
  }),
  'signed nonsense': (chance) => playPlatform(WECHAT_APP).callback(bytes(chance, 64).toString('latin1')),
  'no query': (_chance, { body }) => ({ query: {}, body }),
};

test('20,000 bad bodies: no crash, no 5xx, no effect', async () => {
  let received = 0;
  const parts = {
    clock: standingClock('2026-11-22T13:00:00Z'),
    random: evenBytes,
    deadline: handDeadline().deadline,
    report: () => {},
    receive: async () => {
      received += 1;
      return { body: 'success' };
    },
  };
  const wechat = createWechatWebhook({ envelope: createEnvelope(WECHAT_APP), ...parts });
  const wecom = createWecomWebhook({ envelope: createEnvelope(WECOM_APP), ...parts });
  const good = playPlatform(WECHAT_APP).callback(callbackOf({ Content: '今晚想看医生', MsgId: '1' }));
  const chance = seeded(SEED);
  const ways = Object.keys(SPOIL);
  const statuses = new Map<string, Set<WebhookAnswer['status']>>();
  for (let round = 0; round < 20_000; round += 1) {
    const way = ways[round % ways.length] ?? 'empty';
    const request = SPOIL[way]?.(chance, good) ?? good;
    const { status } = await (chance() < 0.5 ? wechat : wecom).handle(request);
    statuses.set(way, (statuses.get(way) ?? new Set()).add(status));
  }
  const all = [...statuses.values()].flatMap((set) => [...set]);
  expect(statuses.size).toBe(ways.length);
  expect(all.every((status) => status >= 400 && status < 500)).toBe(true);
  expect(statuses.get('oversized')).toEqual(new Set([413]));
  expect(received).toBe(0);
  expect((await wechat.handle(good)).status).toBe(200);
  expect(received).toBe(1);
});

test('over HTTP too nothing bad has an effect on the database, and a replay only repeats the answer', {
  timeout: 60_000,
}, async () => {
  const home = await house();
  const webhook = createWechatWebhook({
    envelope: createEnvelope(WECHAT_APP),
    clock: standingClock('2026-11-22T13:00:00Z'),
    random: evenBytes,
    deadline: handDeadline().deadline,
    report: () => {},
    receive: home.inbox.receive,
  });
  const answers = callbackRoutes(
    new Map([['/webhooks/wechat', webhook]]),
    () => {},
    () => 0,
  );
  const server = createServer((request, response) => void answers(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a path
  const post = async ({ query, body }: Request) => {
    const search = stringify({ ...query });
    const address = `http://127.0.0.1:${port}/webhooks/wechat?${search}`;
    const answer = await fetch(address, { method: 'POST', body: new Uint8Array(body) });
    return { status: answer.status, body: await answer.text() };
  };
  const good = playPlatform(WECHAT_APP).callback(callbackOf({ Content: '菜单', MsgId: '24000000000000001' }));
  const first = await post(good);
  expect(first.status).toBe(200);
  const rows = () =>
    home.database.read(async ({ prisma }) =>
      Promise.all([
        prisma.inboundMessage.count(),
        prisma.contact.count(),
        prisma.dialogue.count(),
        prisma.delivery.count(),
        prisma.job.count(),
        prisma.auditEntry.count(),
      ]),
    );
  const before = await rows();
  const chance = seeded(SEED + 2);
  for (let round = 0; round < 60; round += 1) {
    for (const [way, spoil] of Object.entries(SPOIL)) {
      const { status } = await post(spoil(chance, good));
      expect([way, status >= 400 && status < 500]).toEqual([way, true]);
    }
    expect(await post(good)).toEqual(first);
    await cutOff(port, good);
  }
  expect(await rows()).toEqual(before);
});

test('a signed inside that is mutated never crashes the decoding', async () => {
  const { webhook, effects } = counting();
  const platform = playPlatform(WECHAT_APP);
  const chance = seeded(SEED + 1);
  const pieces = [
    '<',
    '>',
    '/',
    '<![CDATA[',
    ']]>',
    '&',
    '&#x1F600;',
    '&#55357;',
    '<MsgType>',
    '\u0000',
    '汉',
    '<?xml ',
    '__proto__',
    '<xml>',
    '</xml>',
    '9'.repeat(40),
  ];
  const sound = callbackOf({ Content: '今晚想看医生', MsgId: '24000000000000001' });
  for (let round = 0; round < 5_000; round += 1) {
    let text = sound;
    for (let change = 0; change <= chance() * 3; change += 1) {
      const at = Math.floor(chance() * text.length);
      const piece = pieces[Math.floor(chance() * pieces.length)] ?? '';
      text = text.slice(0, at) + piece + text.slice(at + Math.floor(chance() * 6));
    }
    expect([200, 400, 401]).toContain((await webhook.handle(platform.callback(text))).status);
  }
  expect(effects()).toBeGreaterThan(0);
});

function counting() {
  let received = 0;
  const webhook = createWechatWebhook({
    envelope: createEnvelope(WECHAT_APP),
    clock: standingClock('2026-11-22T13:00:00Z'),
    random: evenBytes,
    deadline: handDeadline().deadline,
    report: () => {},
    receive: async (_message, encode) => {
      received += 1;
      return encode([{ text: '您好。' }]);
    },
  });
  return { webhook, effects: () => received };
}

function hex(chance: () => number, length: number): string {
  return Array.from({ length }, () => Math.floor(chance() * 16).toString(16)).join('');
}

function bytes(chance: () => number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(chance() * 256)));
}

/** Announces more than it sends, and goes away. */
async function cutOff(port: number, { body }: Request): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.write(`POST /webhooks/wechat HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length + 9}\r\n\r\n`);
  socket.end(body);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()).resume());
}
