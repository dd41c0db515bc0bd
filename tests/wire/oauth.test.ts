import { afterEach, expect, test } from 'vitest';
import { createWechatOAuth } from '#bot/channels/wechat/oauth.ts';
import { type ApiCall, playApi } from '../support/tencent.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function play(answer: (call: ApiCall) => object | 'hang') {
  const { url, calls, close } = await playApi(answer);
  closing.push(close);
  return { calls, oauth: createWechatOAuth({ appId: 'wx1', secret: 's', apiBase: url, openBase: 'https://open' }) };
}

test('the authorisation is asked for with its parameters in WeChat’s order', async () => {
  const { oauth } = await play(() => ({}));
  expect(oauth.authorizeUrl('https://jiayi.example/h5/sign/abc', '0a1b')).toBe(
    'https://open/connect/oauth2/authorize?appid=wx1&redirect_uri=https%3A%2F%2Fjiayi.example%2Fh5%2Fsign%2Fabc' +
      '&response_type=code&scope=snsapi_base&state=0a1b#wechat_redirect',
  );
});

test('a code is exchanged for the account', async () => {
  const { oauth, calls } = await play(() => ({ access_token: 'T', openid: 'oWang', scope: 'snsapi_base' }));
  expect(await oauth.openidOf('C')).toBe('oWang');
  expect(calls[0]?.path).toBe('/sns/oauth2/access_token');
  expect(Object.fromEntries(calls[0]?.query ?? [])).toEqual({
    appid: 'wx1',
    secret: 's',
    code: 'C',
    grant_type: 'authorization_code',
  });
});

test.each([
  ['a code that was used', { errcode: 40163, errmsg: 'code been used' }],
  ['a wrong code', { errcode: 40029, errmsg: 'invalid code' }],
  ['the passing identity of a page in snapshot', { openid: 'oGuest', is_snapshotuser: 1 }],
  ['an answer that names nobody', { access_token: 'T' }],
])('%s is nobody', async (_name, answer) => {
  const { oauth } = await play(() => answer);
  expect(await oauth.openidOf('C')).toBeUndefined();
});
