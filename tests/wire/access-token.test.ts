import { afterEach, expect, test } from 'vitest';
import { createAccessToken, type TokenStore } from '#bot/channels/tencent/access-token.ts';
import { createTencentApi } from '#bot/channels/tencent/api.ts';
import { createTencentClient } from '#bot/channels/tencent/client.ts';
import { createWecomApi } from '#bot/channels/wecom/api.ts';
import { standingClock } from '#kit/clock.ts';
import { evenBytes, memoryTokens, playApi } from '../support/tencent.ts';

const TOKEN_CODES = new Set([40001, 40014, 42001]);
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A platform that believes one token at a time; each process asks it on its own. */
async function play() {
  const clock = standingClock('2026-11-22T13:00:00Z');
  const platform = { valid: 'T0', issued: 0, refusing: 0, expiresIn: 7200, clock };
  const api = await playApi(({ path, query }) => {
    if (path === '/token') {
      if (platform.refusing !== 0) return { errcode: platform.refusing, errmsg: 'no' };
      platform.issued += 1;
      if (platform.valid === 'revoked') platform.valid = `T${platform.issued}`;
      return { access_token: platform.valid, expires_in: platform.expiresIn };
    }
    const code = query.get('access_token') === platform.valid ? 0 : 40001;
    return { errcode: code, errmsg: 'invalid credential, access_token is invalid or not latest' };
  });
  closing.push(api.close);
  const process = (store: TokenStore) => {
    const client = createTencentClient({ baseUrl: api.url });
    const fetch = () => client.post('/token', {}, {});
    return createTencentApi(client, createAccessToken({ store, fetch, clock, random: evenBytes }), TOKEN_CODES);
  };
  return { platform, process, calls: api.calls, sends: () => api.calls.filter(({ path }) => path === '/send') };
}

test('one token serves many calls until shortly before its end', async () => {
  const { platform, process } = await play();
  const api = process(memoryTokens());
  for (let call = 0; call < 3; call += 1)
    expect(await api.post('/send', {})).toMatchObject({ kind: 'answered', code: 0 });
  expect(platform.issued).toBe(1);
  platform.clock.moveTo(new Date('2026-11-22T14:49:59Z'));
  await api.post('/send', {});
  expect(platform.issued).toBe(1);
  platform.clock.moveTo(new Date('2026-11-22T14:55:00Z'));
  await api.post('/send', {});
  expect(platform.issued).toBe(2);
});

test('fifty calls refused at once fetch one token under one lease, and all succeed', async () => {
  const { platform, process, sends } = await play();
  const store = memoryTokens();
  let leases = 0;
  const api = process({
    ...store,
    refreshing: (run) => {
      leases += 1;
      return store.refreshing(run);
    },
  });
  await api.post('/send', {});
  leases = 0;
  platform.valid = 'revoked';
  platform.issued = 0;
  const results = await Promise.all(Array.from({ length: 50 }, () => api.post('/send', {})));
  expect(results.every((result) => result.kind === 'answered' && result.code === 0)).toBe(true);
  expect([platform.issued, leases]).toEqual([1, 1]);
  expect(sends()).toHaveLength(101);
});

test('several processes share one token, also when it is refused to all of them', async () => {
  const { platform, process } = await play();
  const store = memoryTokens();
  const apis = [process(store), process(store), process(store)];
  await Promise.all(apis.map((api) => api.post('/send', {})));
  expect(platform.issued).toBe(1);
  platform.valid = 'revoked';
  const results = await Promise.all(apis.flatMap((api) => Array.from({ length: 10 }, () => api.post('/send', {}))));
  expect(results.every((result) => result.kind === 'answered' && result.code === 0)).toBe(true);
  expect(platform.issued).toBe(2);
});

test('a token that another process has already replaced is taken from the store', async () => {
  const { platform, process } = await play();
  const store = memoryTokens();
  const api = process(store);
  await api.post('/send', {});
  platform.valid = 'NEWER';
  await store.write({
    value: 'NEWER',
    refreshAt: new Date('2026-11-22T14:50:00Z'),
    expiresAt: new Date('2026-11-22T15:00:00Z'),
  });
  expect(await api.post('/send', {})).toMatchObject({ code: 0 });
  expect(platform.issued).toBe(1);
});

test('a platform that insists on a token it refuses is asked once a minute, not in a loop', async () => {
  const stuck = await playApi(({ path }) =>
    path === '/token' ? { access_token: 'T', expires_in: 7200 } : { errcode: 42001, errmsg: 'expired' },
  );
  closing.push(stuck.close);
  const asked = () => stuck.calls.filter(({ path }) => path === '/token').length;
  const client = createTencentClient({ baseUrl: stuck.url });
  const fetch = () => client.post('/token', {}, {});
  let passed = 0;
  const clock = { ...standingClock('2026-11-22T13:00:00Z'), monotonic: () => passed };
  const token = createAccessToken({ store: memoryTokens(), fetch, clock, random: evenBytes });
  const api = createTencentApi(client, token, TOKEN_CODES);
  for (let call = 0; call < 10; call += 1) expect(await api.post('/send', {})).toMatchObject({ code: 42001 });
  expect(stuck.calls.filter(({ path }) => path === '/send')).toHaveLength(20);
  expect(asked()).toBe(2);
  passed = 60_001;
  await api.post('/send', {});
  expect(asked()).toBe(3);
});

test('an old token is used to its end while no new one can be had', async () => {
  const { platform, process } = await play();
  const api = process(memoryTokens());
  await api.post('/send', {});
  platform.refusing = -1;
  platform.clock.moveTo(new Date('2026-11-22T14:55:00Z'));
  expect(await api.post('/send', {})).toMatchObject({ code: 0 });
  platform.clock.moveTo(new Date('2026-11-22T15:00:01Z'));
  expect(await api.post('/send', {})).toMatchObject({ kind: 'no-token', cause: { code: -1 } });
});

test('a token that lives five minutes is not asked for at every call', async () => {
  const { platform, process } = await play();
  platform.expiresIn = 300;
  const api = process(memoryTokens());
  for (let call = 0; call < 5; call += 1) await api.post('/send', {});
  expect(platform.issued).toBe(1);
});

test('a wrong secret is said, not retried: WeCom’s 40001', async () => {
  const api = await playApi(() => ({ errcode: 40001, errmsg: 'invalid secret' }));
  closing.push(api.close);
  const clock = standingClock('2026-11-22T13:00:00Z');
  const wecom = createWecomApi({
    corpId: 'ww1',
    secret: 's&=',
    baseUrl: `${api.url}/sandbox/wecom/`,
    tokens: memoryTokens(),
    clock,
    random: evenBytes,
  });
  expect(await wecom.post('/cgi-bin/message/send', {})).toMatchObject({ kind: 'no-token', cause: { code: 40001 } });
  expect(api.calls.map(({ path, query }) => [path, query.get('corpsecret')])).toEqual([
    ['/sandbox/wecom/cgi-bin/gettoken', 's&='],
  ]);
});
