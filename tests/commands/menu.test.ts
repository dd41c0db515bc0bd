import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { menu } from '../../commands/menu.ts';
import { qrCode } from '../../commands/qr-code.ts';
import { seed } from '../../commands/seed.ts';
import { operatorsMachine } from '#tests/support/operator.ts';
import { playApi, WECHAT_APP } from '#tests/support/tencent.ts';

const machine = await operatorsMachine();
await machine.runs(seed, ['demo']);

let answers: Record<string, object> = {};
const platform = await playApi(({ path }) => answers[path] ?? { errcode: -1, errmsg: 'no such call' });
afterAll(() => platform.close());
Object.assign(machine.environment, {
  WECHAT_APP_ID: WECHAT_APP.receiveId,
  WECHAT_APP_SECRET: 'app-secret',
  WECHAT_TOKEN: WECHAT_APP.token,
  WECHAT_ENCODING_AES_KEY: WECHAT_APP.encodingAesKey.replace('+', 'x'),
  WECHAT_API_BASE: platform.url,
});

beforeEach(() => {
  platform.calls.length = 0;
  answers = {
    '/cgi-bin/stable_token': { access_token: 'the-token', expires_in: 7200 },
    '/cgi-bin/menu/create': { errcode: 0, errmsg: 'ok' },
    '/cgi-bin/qrcode/create': { ticket: 'a ticket', url: 'http://weixin.qq.com/q/abc' },
  };
});

describe('npm run menu', () => {
  test('puts three buttons with their services into the account', async () => {
    const seen = await machine.runs(menu);
    expect(seen).toMatchObject({ code: 0, text: expect.stringContaining('公众号的菜单已更新：看病预约（') });
    const call = platform.calls.find(({ path }) => path === '/cgi-bin/menu/create');
    expect(call?.body).toMatchObject({ button: [{ name: '看病预约' }, { name: '家庭医生' }, { name: '我的' }] });
  });

  test('what the platform refuses is said with what to do, without the token or the secret', async () => {
    answers['/cgi-bin/menu/create'] = { errcode: 48001, errmsg: 'api unauthorized rid: 1' };
    const seen = await machine.runs(menu);
    expect(seen).toMatchObject({ code: 1, text: expect.stringMatching(/48001.*已认证的服务号/) });
    expect(seen.text).not.toMatch(/the-token|app-secret/);
  });

  test('without an account it says so', async () => {
    const none = { WECHAT_APP_ID: '', WECHAT_APP_SECRET: '', WECHAT_TOKEN: '', WECHAT_ENCODING_AES_KEY: '' };
    const seen = await machine.runs(menu, [], { ...none, SMS_GATEWAY_URL: platform.url });
    expect(seen).toMatchObject({ code: 78, text: expect.stringContaining('没有设置公众号') });
    expect((await machine.runs(menu, ['x'])).code).toBe(64);
  });

  test('WeCom’s menu goes into its own application; what one platform refuses does not keep the other from it', async () => {
    const wecom = {
      ...{ WECOM_CORP_ID: 'ww1', WECOM_AGENT_ID: '1000002', WECOM_SECRET: 's', WECOM_TOKEN: 'abc' },
      ...{ WECOM_ENCODING_AES_KEY: 'x'.repeat(43), WECOM_API_BASE: platform.url },
    };
    answers['/cgi-bin/gettoken'] = { errcode: 0, access_token: 'wecom-token', expires_in: 7200 };
    expect(await machine.runs(menu, [], wecom)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/公众号的菜单已更新.*\n企业微信的菜单已更新：工作台/),
    });
    const call = platform.calls.findLast(({ path }) => path === '/cgi-bin/menu/create');
    expect(Object.fromEntries(call?.query ?? [])).toEqual({ agentid: '1000002', access_token: 'wecom-token' });
    expect(call?.body).toMatchObject({ button: [{ type: 'click', name: '工作台', key: '工作台' }, {}, {}] });
    answers['/cgi-bin/stable_token'] = { errcode: 40164, errmsg: 'invalid ip' };
    answers['/cgi-bin/menu/create'] = { errcode: 60020, errmsg: 'not allow to access from your ip' };
    const refused = await machine.runs(menu, [], wecom);
    expect(refused).toMatchObject({ code: 1, text: expect.stringContaining('企业可信IP') });
  });

  test('the sandbox has to run for it', async () => {
    const none = { WECHAT_APP_ID: '', WECHAT_APP_SECRET: '', WECHAT_TOKEN: '', WECHAT_ENCODING_AES_KEY: '' };
    const stopped = await playApi(() => ({}));
    await stopped.close();
    const seen = await machine.runs(menu, [], { ...none, PORT: new URL(stopped.url).port });
    expect(seen).toMatchObject({ code: 1, text: expect.stringContaining('沙盒要先启动程序') });
  });
});

describe('npm run qr-code', () => {
  test.each([
    [['doctor', 'chen.zhiyuan'], '陈志远医生', /^sign\.doctor\.[\w-]+$/],
    [['centre', '拱北'], '拱北', /^sign\.centre\.[\w-]+$/],
  ])('%s has a lasting code with its scene, and where its picture is', async (words, title, scene) => {
    const seen = await machine.runs(qrCode, words);
    expect(seen.code).toBe(0);
    expect(seen.text).toContain(title);
    expect(seen.text).toContain('https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=a%20ticket');
    expect(seen.text).toContain('http://weixin.qq.com/q/abc');
    const call = platform.calls.find(({ path }) => path === '/cgi-bin/qrcode/create');
    expect(call?.body).toMatchObject({
      action_name: 'QR_LIMIT_STR_SCENE',
      action_info: { scene: { scene_str: expect.stringMatching(scene) } },
    });
  });

  test('who cannot be signed with has none, and nothing is asked of the platform', async () => {
    for (const words of [
      ['doctor', 'he.jing'],
      ['doctor', 'nobody'],
      ['centre', '火星'],
    ])
      expect((await machine.runs(qrCode, words)).code).toBe(1);
    expect(platform.calls.filter(({ path }) => path.includes('qrcode'))).toEqual([]);
    expect((await machine.runs(qrCode, ['nurse', 'he.jing'])).code).toBe(64);
  });

  test('an address that is not on the account’s list is named', async () => {
    answers['/cgi-bin/qrcode/create'] = { errcode: 40164, errmsg: 'invalid ip' };
    const seen = await machine.runs(qrCode, ['centre', '拱北']);
    expect(seen).toMatchObject({ code: 1, text: expect.stringContaining('IP白名单') });
  });
});
