import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { callbackOf, playPlatform, WECHAT_APP } from '../support/tencent.ts';
import { playWechat } from '../support/webhook.ts';

const denied = { status: 401, body: 'denied', type: 'text/plain' };
const sha1 = (...parts: string[]) => createHash('sha1').update(parts.sort().join('')).digest('hex');

test('everything forged gets one and the same answer and reaches nobody', async () => {
  const { webhook, received, platform } = playWechat();
  const { query, body } = platform.callback(callbackOf({ Content: '你好' }));
  const other = playPlatform({ ...WECHAT_APP, token: 'guessed' }).callback(callbackOf());
  const plainSignature = { signature: sha1(WECHAT_APP.token, '1', '2'), timestamp: '1', nonce: '2' };
  const forged = [
    { query: {}, body },
    { query: { ...query, encrypt_type: undefined }, body },
    { query: { ...query, encrypt_type: 'raw' }, body },
    { query: { ...query, msg_signature: 'a'.repeat(40) }, body },
    {
      query: {
        ...query,
        msg_signature: [query.msg_signature, query.msg_signature].flat().filter((part) => part !== undefined),
      },
      body,
    },
    { query: { ...query, timestamp: '1700000001' }, body },
    { query: { ...query, nonce: 'x'.repeat(10_000) }, body },
    { query: plainSignature, body: Buffer.from(callbackOf()) },
    {
      query: { ...plainSignature, encrypt_type: 'aes', msg_signature: plainSignature.signature },
      body: Buffer.from(callbackOf()),
    },
    { query, body: Buffer.from(callbackOf({ Encrypt: 'AAAA' })) },
    other,
    { query: other.query, body },
    { query, body: other.body },
    { query, body: Buffer.alloc(0) },
    { query, body: Buffer.from('{"Encrypt":"x"}') },
    { query, body: Buffer.from(`<!DOCTYPE xml>${body.toString()}`) },
    { query, body: body.subarray(0, body.length - 3) },
  ];
  for (const request of forged) expect(await webhook.handle(request)).toEqual(denied);
  expect(received).toEqual([]);
});

test('of a compatible-mode body only what is encrypted is believed', async () => {
  const { webhook, received, platform } = playWechat();
  const { query, body } = platform.callback(callbackOf({ Content: '真的' }));
  const encrypt = /<Encrypt>.*<\/Encrypt>/.exec(body.toString())?.[0] ?? '';
  const clear = callbackOf({ FromUserName: 'oMallory', Content: '假的' }).replace('</xml>', `${encrypt}</xml>`);
  expect((await webhook.handle({ query, body: Buffer.from(clear) })).status).toBe(200);
  expect(received).toMatchObject([{ account: 'oWang', event: { text: '真的' } }]);
});

test('a body addressed to another account than its inside is refused', async () => {
  const { webhook, received, platform } = playWechat();
  expect(await webhook.handle(platform.callback(callbackOf(), { to: 'gh_other' }))).toEqual(denied);
  expect(received).toEqual([]);
});

test('another app’s envelope with our token and key is refused', async () => {
  const { webhook, events } = playWechat();
  const other = playPlatform({ ...WECHAT_APP, receiveId: 'wxffffffffffffffff' });
  expect(await webhook.handle(other.callback(callbackOf()))).toEqual(denied);
  expect(events).toEqual([{ kind: 'denied', why: 'receive-id' }]);
});

test('64 KB is read, one byte more is not', async () => {
  const { webhook, received, platform } = playWechat();
  const { query, body } = platform.callback(callbackOf({ Content: '你好' }));
  const padded = (size: number) => Buffer.concat([body, Buffer.alloc(size - body.length, ' ')]);
  expect((await webhook.handle({ query, body: padded(65_536) })).status).toBe(200);
  expect(await webhook.handle({ query, body: padded(65_537) })).toEqual({ ...denied, status: 413 });
  expect(received).toHaveLength(1);
});

test.each([
  'not xml',
  '<xml><MsgType>text</MsgType></xml>',
  '<xml><ToUserName>a',
  '{"ToUserName":"gh_1","MsgType":"text"}',
])('what is signed but no callback is a bad request: %s', async (inside) => {
  const { webhook, received, events, platform } = playWechat();
  expect(await webhook.handle(platform.callback(inside))).toMatchObject({ status: 400 });
  expect(received).toEqual([]);
  expect(events).toMatchObject([{ kind: 'undecodable' }]);
});
