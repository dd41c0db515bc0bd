import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentials, openid, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const { appId, appSecret } = credentials.wechat;
const { corpId, agentId } = credentials.wecom;
const back = 'http://localhost:3000/h5/agreement?id=7';
const wechatApp = { appid: appId, redirect_uri: back, response_type: 'code', scope: 'snsapi_base', state: 's-1' };

const authorize = (query: Record<string, string>) =>
  fetch(`${stage.url}/sandbox/platforms/open/connect/oauth2/authorize?${new URLSearchParams(query)}`, {
    redirect: 'manual',
  });

async function codeFor(query: Record<string, string>): Promise<string> {
  const location = new URL((await authorize(query)).headers.get('location') ?? '');
  return location.searchParams.get('code') ?? '';
}

async function identity(code: string, secret = appSecret): Promise<Record<string, unknown>> {
  const query = new URLSearchParams({ appid: appId, secret, code, grant_type: 'authorization_code' });
  const response = await fetch(`${stage.url}/sandbox/platforms/wechat/sns/oauth2/access_token?${query}`);
  return (await response.json()) as Record<string, unknown>; // JSON objects
}

test('the phone that opened the page is sent back with a code and the state', async () => {
  const response = await authorize({ ...wechatApp, phone: 'wang' });
  const location = new URL(response.headers.get('location') ?? '');
  expect(response.status).toBe(302);
  expect(location.href.startsWith('http://localhost:3000/h5/agreement?id=7&code=')).toBe(true);
  expect(location.searchParams.get('state')).toBe('s-1');
  expect(await identity(location.searchParams.get('code') ?? '')).toMatchObject({ openid, scope: 'snsapi_base' });
});

test('a browser that does not say whose phone it is may choose, or is asked by its frame’s name', async () => {
  const response = await authorize(wechatApp);
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).toContain('王秀英');
  expect(page).not.toContain('陈志远');
  const nonce = /nonce="([^"]+)"/.exec(page)?.[1];
  expect(response.headers.get('content-security-policy')).toContain(`script-src 'nonce-${nonce}'`);
});

test('a code is good once and for five minutes', async () => {
  const first = await codeFor({ ...wechatApp, phone: 'wang' });
  expect(await identity(first, 'other')).toMatchObject({ errcode: 40125 });
  expect(await identity(first)).toMatchObject({ openid });
  expect(await identity(first)).toMatchObject({ errcode: 40163 });
  const second = await codeFor({ ...wechatApp, phone: 'wang' });
  stage.clock.moveTo(new Date('2026-11-22T12:05:00Z'));
  expect(await identity(second)).toMatchObject({ errcode: 40029 });
  expect(await identity('invented')).toMatchObject({ errcode: 40029 });
});

test.each([
  ['another appid', { appid: 'wxother' }],
  ['a foreign address', { redirect_uri: 'https://elsewhere.invalid/h5' }],
  ['another response type', { response_type: 'token' }],
  ['an unknown scope', { scope: 'everything' }],
])('%s is refused', async (_name, extra) => {
  expect((await authorize({ ...wechatApp, ...extra, phone: 'wang' })).status).toBe(400);
});

test('the order of the parameters matters', async () => {
  const { state, ...rest } = wechatApp;
  expect((await authorize({ state, ...rest, phone: 'wang' })).status).toBe(400);
});

test('staff are known by their userid, and a resident’s phone is not taken for theirs', async () => {
  const app = { ...wechatApp, appid: corpId, agentid: String(agentId) };
  const code = await codeFor({ ...app, phone: 'chen' });
  expect(await stage.wecom(`auth/getuserinfo?code=${code}`)).toMatchObject({ errcode: 0, userid: 'chen.zhiyuan' });
  expect(await stage.wecom(`auth/getuserinfo?code=${code}`)).toMatchObject({ errcode: 40029 });
  expect((await authorize({ ...app, phone: 'wang' })).status).toBe(200);
  expect((await authorize({ ...app, agentid: '7', phone: 'chen' })).status).toBe(400);
});
