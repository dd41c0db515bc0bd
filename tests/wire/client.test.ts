import { type AddressInfo, createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createTencentClient } from '#bot/channels/tencent/client.ts';
import { parseKeepingIds } from '#bot/channels/tencent/json.ts';
import { type ApiCall, playApi, RawReply } from '../support/tencent.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function play(answer: (call: ApiCall) => object | 'hang', timeoutMs = 8_000) {
  const api = await playApi(answer);
  closing.push(api.close);
  return { ...api, client: createTencentClient({ baseUrl: `${api.url}/base/`, timeoutMs }) };
}

test('a call goes under the configured base and is answered with code and body', async () => {
  const { client, calls } = await play(() => ({ errcode: 0, errmsg: 'ok', msgid: 1 }));
  expect(await client.post('/cgi-bin/x', { access_token: 'A+/=' }, { text: '汉😀' })).toEqual({
    kind: 'answered',
    code: 0,
    message: 'ok',
    body: { errcode: 0, errmsg: 'ok', msgid: 1 },
  });
  expect(calls[0]).toMatchObject({ method: 'POST', path: '/base/cgi-bin/x', text: '{"text":"汉😀"}' });
  expect(calls[0]?.query.get('access_token')).toBe('A+/=');
  expect(calls[0]?.headers['content-type']).toContain('application/json');
});

test('an answer without errcode is code 0', async () => {
  const { client } = await play(() => ({ access_token: 'T', expires_in: 7200 }));
  expect(await client.get('/token', {})).toMatchObject({ kind: 'answered', code: 0 });
});

test.each([
  ['an error page', new RawReply('<html>502</html>', 502), { kind: 'failed', why: 'http', status: 502 }],
  ['too many requests', new RawReply('{"errcode":0}', 429), { kind: 'failed', why: 'http', status: 429 }],
  ['HTML with 200', new RawReply('<html>login</html>'), { kind: 'failed', why: 'not-json' }],
  ['an empty body', new RawReply(''), { kind: 'failed', why: 'not-json' }],
  ['a list', new RawReply('[]'), { kind: 'failed', why: 'not-json' }],
  ['a code that is none', new RawReply('{"errcode":"soon"}'), { kind: 'failed', why: 'not-json' }],
])('%s is a failure, not an answer', async (_name, reply, expected) => {
  const { client } = await play(() => reply);
  expect(await client.get('/x', {})).toEqual(expected);
});

test('silence ends as a timeout', async () => {
  const { client } = await play(() => 'hang', 100);
  expect(await client.get('/x', {})).toEqual({ kind: 'failed', why: 'timeout' });
});

test('nobody listening is known as not sent, a connection that broke is not', async () => {
  const refusing = createTencentClient({ baseUrl: await closedAddress() });
  expect(await refusing.get('/x', {})).toEqual({ kind: 'failed', why: 'unreachable' });
  const server = createServer((socket) => socket.once('data', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a path
  const breaking = createTencentClient({ baseUrl: `http://127.0.0.1:${port}` });
  expect(await breaking.post('/x', {}, {})).toEqual({ kind: 'failed', why: 'broken' });
});

test('the token does not follow a redirect', async () => {
  const elsewhere = await play(() => ({ errcode: 0 }));
  const { client } = await play(() => new RawReply('', 302, { location: `${elsewhere.url}/steal` }));
  expect(await client.get('/x', { access_token: 'SECRET' })).toEqual({ kind: 'failed', why: 'broken' });
  expect(elsewhere.calls).toEqual([]);
});

test('the token is in no message', async () => {
  const { client } = await play(() => ({ errcode: 40001, errmsg: 'access_token SECRET is invalid, rid: 1' }));
  const answered = await client.get('/x', { access_token: 'SECRET' });
  expect(answered).toMatchObject({ message: 'access_token [token] is invalid, rid: 1' });
  const unreachable = await createTencentClient({ baseUrl: await closedAddress() }).get('/x', {
    access_token: 'SECRET',
  });
  expect(JSON.stringify(unreachable)).not.toContain('SECRET');
});

test('long whole numbers keep their digits, everything else is plain JSON', () => {
  const text =
    '{"msgid":3717005636572528642,"small":42,"real":0.1250000000000000000,"words":"id 3717005636572528642, \\"9007199254740993\\"","list":[-9007199254740993,1e20]}';
  expect(parseKeepingIds(text)).toEqual({
    msgid: '3717005636572528642',
    small: 42,
    real: 0.125,
    words: 'id 3717005636572528642, "9007199254740993"',
    list: ['-9007199254740993', 1e20],
  });
  expect(parseKeepingIds('{')).toBeUndefined();
});

/** An address on loopback where nobody listens any more. */
async function closedAddress(): Promise<string> {
  const { url, close } = await playApi(() => ({}));
  await close();
  return url;
}
