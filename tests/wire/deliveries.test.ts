import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { TokenStore } from '#bot/channels/tencent/access-token.ts';
import { createSmsDelivery } from '#bot/channels/sms/delivery.ts';
import { createWechatApi } from '#bot/channels/wechat/api.ts';
import { createWechatDelivery } from '#bot/channels/wechat/delivery.ts';
import { MENU, pushMenu } from '#bot/channels/wechat/menu.ts';
import { createQrCode } from '#bot/channels/wechat/qr-code.ts';
import { createWecomApi } from '#bot/channels/wecom/api.ts';
import { createWecomDelivery } from '#bot/channels/wecom/delivery.ts';
import { readScene, writeScene } from '#bot/scene.ts';
import type { DeliveryForm, NoticeContent, Parcel } from '#domain/notices/delivery-channel.ts';
import { standingClock } from '#kit/clock.ts';
import { type ApiCall, evenBytes, memoryTokens, playApi, RawReply } from '../support/tencent.ts';

const clock = standingClock('2026-11-22T13:00:00Z');
const templates = { 'appointment.reminder': { id: 'T1', fields: { centre: 'thing1', time: 'time2' } } };
const reminder = {
  kind: 'appointment.reminder',
  fields: { centre: '拱北社区卫生服务中心', time: '2026-11-26 19:30' },
  url: 'http://localhost:3000/h5/a',
};
const card = {
  taskId: 'd-1',
  title: '签约申请',
  lines: [{ name: '姓名', value: '王秀英' }],
  buttons: [{ key: 'y', label: '同意', style: 'primary' as const }],
};
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function play(answer: (call: ApiCall) => object | 'hang', timeoutMs = 8_000) {
  const api = await playApi((call) => (isTokenCall(call) ? { access_token: 'TOKEN', expires_in: 7200 } : answer(call)));
  closing.push(api.close);
  const common = { baseUrl: api.url, tokens: memoryTokens() satisfies TokenStore, clock, random: evenBytes };
  const wechatApi = createWechatApi({ appId: 'wx1', secret: 's', ...common });
  const wecomApi = createWecomApi({ corpId: 'ww1', secret: 's', ...common });
  return {
    sent: () => api.calls.filter((call) => !isTokenCall(call)),
    tokenCalls: () => api.calls.filter(isTokenCall),
    wechatApi,
    wechat: createWechatDelivery({ api: wechatApi, templates, clock }),
    wecom: createWecomDelivery({ api: wecomApi, agentId: 1000002 }),
    sms: createSmsDelivery({ gatewayUrl: `${api.url}/sms`, signature: '拱北社区', timeoutMs }),
  };
}

function isTokenCall({ path }: ApiCall): boolean {
  return path === '/cgi-bin/stable_token' || path === '/cgi-bin/gettoken';
}

function parcel(form: DeliveryForm, content: Partial<NoticeContent> = {}, account = 'oWang'): Parcel {
  return {
    deliveryId: '0198-d1',
    kind: 'appointment.reminder',
    account,
    form,
    content: { text: '您好。', ...content },
  };
}

const ok = { errcode: 0, errmsg: 'ok' };

test('inside the window a WeChat notice is a customer-service text, with the token in the address', async () => {
  const platform = await play(() => ok);
  expect(
    await platform.wechat.send(parcel('message', { links: [{ label: '看协议', url: 'http://localhost:3000/h5/a' }] })),
  ).toEqual({
    outcome: 'sent',
    platformMessageId: undefined,
  });
  const [call] = platform.sent();
  expect([call?.path, call?.query.get('access_token')]).toEqual(['/cgi-bin/message/custom/send', 'TOKEN']);
  expect(call?.body).toEqual({
    touser: 'oWang',
    msgtype: 'text',
    text: { content: '您好。\n<a href="http://localhost:3000/h5/a">看协议</a>' },
  });
  expect(platform.tokenCalls()[0]?.body).toEqual({
    grant_type: 'client_credential',
    appid: 'wx1',
    secret: 's',
    force_refresh: false,
  });
});

test('half an emoji and control characters do not reach the platform', async () => {
  const platform = await play(() => ok);
  await platform.wechat.send(parcel('message', { text: '你\ud83d好\u0007\n汉😀' }));
  expect(platform.sent()[0]?.text).not.toMatch(/\\u/);
  expect(platform.sent()[0]?.body).toMatchObject({ text: { content: '你好\n汉😀' } });
});

test('a template message carries the delivery’s id, and its 64-bit id keeps every digit', async () => {
  const platform = await play(() => new RawReply('{"errcode":0,"errmsg":"ok","msgid":3717005636572528642}'));
  expect(await platform.wechat.send(parcel('template', { template: reminder }))).toEqual({
    outcome: 'sent',
    platformMessageId: '3717005636572528642',
  });
  expect(platform.sent()[0]?.body).toEqual({
    touser: 'oWang',
    template_id: 'T1',
    client_msg_id: '0198-d1',
    url: 'http://localhost:3000/h5/a',
    data: { thing1: { value: '拱北社区卫生服务中心' }, time2: { value: '2026-11-26 19:30' } },
  });
});

test('a template that is not there, or not to be filled, is not sent', async () => {
  const platform = await play(() => ok);
  const none = { outcome: 'next-form', code: 'no-template', windowClosed: false };
  expect(await platform.wechat.send(parcel('template'))).toEqual(none);
  expect(await platform.wechat.send(parcel('template', { template: { ...reminder, kind: 'other' } }))).toEqual(none);
  const unfit = { ...reminder, fields: { ...reminder.fields, time: '周四晚上' } };
  expect(await platform.wechat.send(parcel('template', { template: unfit }))).toEqual({
    outcome: 'refused',
    code: 'template-field-time2',
    alert: false,
  });
  expect(platform.sent()).toEqual([]);
});

test('a form that a channel does not have is left to another', async () => {
  const platform = await play(() => ok);
  const none = { outcome: 'next-form', code: 'no-such-form', windowClosed: false };
  expect(await platform.wechat.send(parcel('card', { card }))).toEqual(none);
  expect(await platform.wecom.send(parcel('template', { template: reminder }))).toEqual(none);
});

test('a WeCom text is checked for repeats', async () => {
  const platform = await play(() => ({ ...ok, invaliduser: '', msgid: 'M1' }));
  expect(await platform.wecom.send(parcel('text', {}, 'chen.zhiyuan'))).toEqual({
    outcome: 'sent',
    platformMessageId: 'M1',
    responseCode: undefined,
  });
  expect(platform.sent()[0]?.body).toEqual({
    touser: 'chen.zhiyuan',
    msgtype: 'text',
    agentid: 1000002,
    text: { content: '您好。' },
    enable_duplicate_check: 1,
    duplicate_check_interval: 300,
  });
});

test('a card gives the code by which it is updated', async () => {
  const platform = await play(() => ({ ...ok, msgid: 'M1', response_code: 'RC' }));
  expect(await platform.wecom.send(parcel('card', { card }, 'chen.zhiyuan'))).toEqual({
    outcome: 'sent',
    platformMessageId: 'M1',
    responseCode: 'RC',
  });
  expect(platform.sent()[0]?.body).toMatchObject({
    msgtype: 'template_card',
    template_card: {
      card_type: 'button_interaction',
      task_id: 'd-1',
      button_list: [{ key: 'y', text: '同意', style: 1 }],
    },
  });
});

test('errcode 0 with somebody invalid is nobody reached', async () => {
  const platform = await play(() => ({ ...ok, invaliduser: 'chen.zhiyuan', msgid: 'M1' }));
  expect(await platform.wecom.send(parcel('text', {}, 'chen.zhiyuan'))).toEqual({
    outcome: 'recipient-gone',
    code: 'invaliduser',
  });
});

test('errcode 0 with somebody unlicensed is a message that nobody got, though they are still there', async () => {
  const platform = await play(() => ({ ...ok, unlicenseduser: 'chen.zhiyuan', msgid: 'M1' }));
  expect(await platform.wecom.send(parcel('text', {}, 'chen.zhiyuan'))).toEqual({
    outcome: 'refused',
    code: 'unlicenseduser',
    alert: false,
  });
});

test('a card is updated for everybody with the word on its button', async () => {
  const platform = await play(() => ok);
  expect(
    await platform.wecom.updateCard?.({
      accounts: ['chen.zhiyuan', 'lin.xiaomei'],
      responseCode: 'RC',
      label: '已同意',
    }),
  ).toBe(true);
  expect(platform.sent()[0]).toMatchObject({
    path: '/cgi-bin/message/update_template_card',
    body: {
      userids: ['chen.zhiyuan', 'lin.xiaomei'],
      agentid: 1000002,
      response_code: 'RC',
      button: { replace_name: '已同意' },
    },
  });
});

test('a used code is no error, a busy platform is', async () => {
  const update = { accounts: ['a'], responseCode: 'RC', label: '已同意' };
  const used = await play(() => ({ errcode: 40058, errmsg: 'response_code used' }));
  expect(await used.wecom.updateCard?.(update)).toBe(false);
  const busy = await play(() => ({ errcode: -1, errmsg: 'system busy' }));
  await expect(busy.wecom.updateCard?.(update)).rejects.toThrow('WeCom took no card update');
});

test('a short message has phone, signed text and the notice’s kind, and any 2xx accepts it', async () => {
  const platform = await play(() => new RawReply('', 202));
  const content = {
    text: '您预约了今晚7:30。',
    links: [{ label: '改约', url: 'http://localhost:3000/h5/b' }],
  };
  expect(await platform.sms.send(parcel('sms', content, '13800000001'))).toEqual({ outcome: 'sent' });
  expect(platform.sent()[0]?.body).toEqual({
    phone: '13800000001',
    text: '【拱北社区】您预约了今晚7:30。\n改约：http://localhost:3000/h5/b',
    kind: 'appointment.reminder',
  });
});

test.each([
  [500, { outcome: 'retry', code: 'http-500', afterMs: 5_000, counted: true }],
  [429, { outcome: 'channel-paused', code: 'http-429', forMs: 60_000 }],
  [401, { outcome: 'refused', code: 'http-401', alert: true }],
  [422, { outcome: 'refused', code: 'http-422', alert: false }],
])('the SMS gateway’s %i', async (status, expected) => {
  const platform = await play(() => new RawReply('', status));
  expect(await platform.sms.send(parcel('sms'))).toEqual(expected);
});

test('a short message whose answer is lost may have arrived; one that found no gateway has not', async () => {
  const hanging = await play(() => 'hang', 100);
  expect(await hanging.sms.send(parcel('sms'))).toMatchObject({ outcome: 'retry', code: 'timeout' });
  const breaking = createServer((socket) => socket.once('data', () => socket.destroy()));
  await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
  const { port } = breaking.address() as AddressInfo; // it listens on a port, not on a path
  const sms = createSmsDelivery({ gatewayUrl: `http://127.0.0.1:${port}/sms`, signature: '家医' });
  expect(await sms.send(parcel('sms'))).toMatchObject({ outcome: 'retry', code: 'broken' });
  await new Promise((resolve) => breaking.close(resolve));
  expect(await sms.send(parcel('sms'))).toMatchObject({ outcome: 'retry', code: 'unreachable' });
});

test('an SMS gateway that sends elsewhere is not followed', async () => {
  const moved = await play(() => new RawReply('', 307, { location: '/elsewhere' }));
  expect(await moved.sms.send(parcel('sms'))).toEqual({ outcome: 'refused', code: 'http-307', alert: true });
  expect(moved.sent()).toHaveLength(1);
});

test('the menu keeps WeChat’s limits and says services as if they were typed', async () => {
  const platform = await play(() => ok);
  await pushMenu(platform.wechatApi);
  expect(platform.sent()[0]?.path).toBe('/cgi-bin/menu/create');
  expect(platform.sent()[0]?.body).toMatchObject({
    button: [
      { name: '看病预约', sub_button: [{ type: 'click', name: '夜门诊', key: '夜门诊' }, {}, {}, {}] },
      { name: '家庭医生' },
      { name: '我的' },
    ],
  });
  expect(Object.keys(MENU).length).toBeLessThanOrEqual(3);
  for (const [name, services] of Object.entries(MENU)) {
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(16);
    expect(services.length).toBeLessThanOrEqual(5);
  }
});

test('a QR code leads to one doctor, for ever or for a while', async () => {
  const platform = await play(() => ({ ticket: 'gQH=', url: 'http://weixin.qq.com/q/1' }));
  const scene = { sign: 'doctor' as const, id: '0198f0a2-7c3e-7d10-8a55-3b7f2f1c9e01' };
  expect(await createQrCode(platform.wechatApi, scene)).toEqual({
    content: 'http://weixin.qq.com/q/1',
    picture: 'https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQH%3D',
  });
  await createQrCode(platform.wechatApi, scene, 9_999_999);
  const scene_str = writeScene(scene);
  expect(platform.sent().map((call) => call.body)).toEqual([
    { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str } } },
    { action_name: 'QR_STR_SCENE', expire_seconds: 2_592_000, action_info: { scene: { scene_str } } },
  ]);
  expect(scene_str.length).toBeLessThanOrEqual(64);
  expect(readScene(scene_str)).toEqual(scene);
  expect(readScene('sign.director.1')).toBeUndefined();
});

test('no code is an error, not an empty picture', async () => {
  const platform = await play(() => ({ errcode: 45009, errmsg: 'limit' }));
  await expect(createQrCode(platform.wechatApi, { sign: 'centre', id: '1' })).rejects.toThrow('45009');
});
