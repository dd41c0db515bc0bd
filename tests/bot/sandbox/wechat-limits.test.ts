import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentials, openid, type Stage, setStage, template, tokenRequest } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const ok = { errcode: 0 };
const send = (content: string, touser = openid) =>
  stage.wechat('message/custom/send', { touser, msgtype: 'text', text: { content } });
const later = (milliseconds: number) => stage.clock.moveTo(new Date(stage.clock.now().getTime() + milliseconds));
const hour = 3_600_000;

async function api(path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${stage.url}/sandbox/platforms/wechat/cgi-bin/${path}`, {
    ...(body !== undefined && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>; // the platform answers JSON objects
}

async function token(extra: object = {}): Promise<string> {
  return String((await api('stable_token', { ...tokenRequest, ...extra }))['access_token']);
}

const info = (accessToken: string) => api(`user/info?openid=${openid}&access_token=${accessToken}`);

test('the token stays the same until five minutes before its end, and then both hold for those minutes', async () => {
  const first = await token();
  expect(first.length).toBeGreaterThanOrEqual(512);
  later(6_899_000);
  expect(await token()).toBe(first);
  later(1_000);
  const second = await token();
  expect(second).not.toBe(first);
  expect(await info(first)).toMatchObject({ subscribe: 1 });
  later(300_000);
  expect(await info(first)).toMatchObject({ errcode: 42001 });
  expect(await info(second)).toMatchObject({ subscribe: 1 });
});

test('a missing, an invented and a replaced token are refused', async () => {
  const first = await token();
  expect(await api(`user/info?openid=${openid}`)).toMatchObject({ errcode: 41001 });
  expect(await info('invented')).toMatchObject({ errcode: 40001 });
  await token({ force_refresh: true });
  expect(await info(first)).toMatchObject({ errcode: 40001 });
});

test('a forced token is given at most every thirty seconds and twenty times a day', async () => {
  for (let time = 0; time < 20; time += 1) {
    expect(await api('stable_token', { ...tokenRequest, force_refresh: true })).toHaveProperty('access_token');
    expect(await api('stable_token', { ...tokenRequest, force_refresh: true })).toMatchObject({ errcode: 45011 });
    later(30_000);
  }
  expect(await api('stable_token', { ...tokenRequest, force_refresh: true })).toMatchObject({ errcode: 45009 });
});

test.each([
  ['grant_type', 40002],
  ['appid', 40013],
  ['secret', 40125],
])('a token request with another %s is refused with %i', async (field, errcode) => {
  expect(await api('stable_token', { ...tokenRequest, [field]: 'other' })).toMatchObject({ errcode });
});

test('after a message five answers go out within 48 hours, and the sixth is too many', async () => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  later(48 * hour - 1);
  for (let count = 0; count < 5; count += 1) expect(await send('您好')).toMatchObject(ok);
  expect(await send('您好')).toMatchObject({ errcode: 45047 });
});

test('48 hours after the last message nothing goes out', async () => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  later(48 * hour);
  expect(await send('您好')).toMatchObject({ errcode: 45015 });
});

test('a passive reply takes nothing from the five', async () => {
  stage.answers(stage.replies({ MsgType: 'text', Content: '您好' }));
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  for (let count = 0; count < 5; count += 1) expect(await send('您好')).toMatchObject(ok);
});

test.each([
  ['following', async () => stage.does('wang', { do: 'follow' })],
  ['a menu press', async () => stage.does('wang', { do: 'press-menu', place: 'wechat', position: [0] })],
  ['a scan', async () => stage.does('wang', { do: 'scan', scene: 'desk' })],
])('%s opens three messages for one minute', async (name, act) => {
  await stage.wechat('menu/create', { button: [{ type: 'click', name: '夜门诊', key: 'clinic' }] });
  await stage.wechat('qrcode/create', {
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str: 'desk' } },
  });
  if (name === 'following') await stage.does('wang', { do: 'unfollow' });
  await act();
  for (let count = 0; count < 3; count += 1) expect(await send('您好')).toMatchObject(ok);
  expect(await send('您好')).toMatchObject({ errcode: 45047 });
  later(60_000);
  expect(await send('您好')).toMatchObject({ errcode: 45015 });
});

test('opening a page from the menu opens no window', async () => {
  await stage.wechat('menu/create', { button: [{ type: 'view', name: '主页', url: 'http://localhost:3000/h5' }] });
  await stage.does('wang', { do: 'press-menu', place: 'wechat', position: [0] });
  expect(await send('您好')).toMatchObject({ errcode: 45015 });
});

test('who left is not reached, and coming back does not bring the old window back', async () => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  await stage.does('wang', { do: 'unfollow' });
  expect(await send('您好')).toMatchObject({ errcode: 43004 });
  expect(await sendTemplate({})).toMatchObject({ errcode: 43004 });
  await stage.does('wang', { do: 'follow' });
  later(60_000);
  expect(await send('您好')).toMatchObject({ errcode: 45015 });
});

test('who switched messages off is not reached, and a template message is reported as blocked', async () => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  await stage.does('wang', { do: 'receive', messages: 'off' });
  expect(await send('您好')).toMatchObject({ errcode: 48002 });
  expect(await sendTemplate({})).toMatchObject(ok);
  await stage.sandbox.quiet();
  expect(stage.heard.at(-1)?.event).toMatchObject({ Event: 'TEMPLATESENDJOBFINISH', Status: 'failed:user block' });
});

test('a text of 2048 bytes goes out, one more byte does not', async () => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  expect(await send(`${'字'.repeat(682)}ab`)).toMatchObject(ok);
  expect(await send(`${'字'.repeat(682)}abc`)).toMatchObject({ errcode: 45002 });
});

test.each([
  ['an openid that nobody has', { touser: 'oNobody', msgtype: 'text', text: { content: '您好' } }, 40003],
  ['an empty text', { touser: openid, msgtype: 'text', text: { content: '' } }, 44004],
  ['an unknown type', { touser: openid, msgtype: 'poem' }, 40008],
  ['a picture that was never uploaded', { touser: openid, msgtype: 'image', image: { media_id: 'M' } }, 40007],
  ['two articles', { touser: openid, msgtype: 'news', news: { articles: [article(), article()] } }, 45008],
])('%s is refused', async (_name, body, errcode) => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  expect(await stage.wechat('message/custom/send', body)).toMatchObject({ errcode });
  expect(await stage.bubbles('wang')).toHaveLength(1);
});

test('a body with \\u escapes or without JSON is refused', async () => {
  const accessToken = await token();
  expect(await api(`message/custom/send?access_token=${accessToken}`, '{"touser":"\\u4e00"}')).toMatchObject({
    errcode: 40033,
  });
  expect(await api(`message/custom/send?access_token=${accessToken}`, 'touser=1')).toMatchObject({ errcode: 47001 });
});

test('a tapped item of a msgmenu comes back with its id and counts as a menu press', async () => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  await stage.wechat('message/custom/send', {
    touser: openid,
    msgtype: 'msgmenu',
    msgmenu: { head_content: '满意吗？', list: [{ id: '101', content: '满意' }], tail_content: '' },
  });
  const asked = (await stage.bubbles('wang')).at(-1);
  later(48 * hour);
  await stage.does('wang', { do: 'choose', bubble: asked?.id ?? 0, item: '101' });
  expect(stage.heard.at(-1)?.event).toMatchObject({ MsgType: 'text', Content: '满意', bizmsgmenuid: '101' });
  for (let count = 0; count < 3; count += 1) expect(await send('谢谢')).toMatchObject(ok);
  expect(await send('谢谢')).toMatchObject({ errcode: 45047 });
});

const good = { thing1: { value: '王秀英' }, time2: { value: '2026年11月26日 19:30' } };
function sendTemplate(extra: object) {
  return stage.wechat('message/template/send', { touser: openid, template_id: template.id, data: good, ...extra });
}

test('a template message needs no window, shows its fields, and is reported with its 64-bit id', async () => {
  const raw = await fetch(
    `${stage.url}/sandbox/platforms/wechat/cgi-bin/message/template/send?access_token=${await token()}`,
    {
      method: 'POST',
      body: JSON.stringify({ touser: openid, template_id: template.id, data: good, url: 'http://localhost:3000/h5' }),
    },
  );
  const msgid = /"msgid":(\d{19})/.exec(await raw.text())?.[1];
  expect(Number(msgid)).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
  const [shown] = await stage.bubbles('wang');
  expect(shown?.content).toEqual({
    kind: 'template',
    title: '预约成功通知',
    url: 'http://localhost:3000/h5',
    fields: [
      { label: '就诊人', value: '王秀英' },
      { label: '时间', value: '2026年11月26日 19:30' },
    ],
  });
  await stage.sandbox.quiet();
  expect(stage.heard.at(-1)?.event).toMatchObject({ Event: 'TEMPLATESENDJOBFINISH', MsgID: msgid, Status: 'success' });
  const directions = (await stage.envelopes(shown?.id ?? 0)).map((envelope) => envelope.direction);
  expect(directions).toEqual(['call', 'callback']);
});

test('the same client_msg_id within ten minutes is sent once and gets the same answer', async () => {
  const first = await sendTemplate({ client_msg_id: 'delivery-1' });
  later(599_999);
  expect(await sendTemplate({ client_msg_id: 'delivery-1' })).toEqual(first);
  expect(await stage.bubbles('wang')).toHaveLength(1);
  later(1);
  await sendTemplate({ client_msg_id: 'delivery-1' });
  expect(await stage.bubbles('wang')).toHaveLength(2);
});

test.each([
  ['an unknown template', { template_id: 'T-other' }, 40037],
  ['a missing field', { data: { thing1: { value: '王秀英' } } }, 47003],
  ['an empty field', { data: { ...good, thing1: { value: '' } } }, 47003],
  ['a thing of 21 characters', { data: { ...good, thing1: { value: '字'.repeat(21) } } }, 47003],
  ['a line break', { data: { ...good, thing1: { value: '王\n秀英' } } }, 47003],
  ['a time that is none', { data: { ...good, time2: { value: '明天晚上' } } }, 47003],
  ['an openid that nobody has', { touser: 'oNobody' }, 40003],
])('%s makes a template message refused', async (_name, extra, errcode) => {
  expect(await sendTemplate(extra)).toMatchObject({ errcode });
  expect(await stage.bubbles('wang')).toEqual([]);
});

test.each([
  ['four buttons', Array.from({ length: 4 }, () => ({ type: 'click', name: '一', key: 'a' })), 40016],
  ['a name of 17 bytes', [{ type: 'click', name: '夜门诊预约x', key: 'a' }, long('夜门诊预约xx')], 40018],
  ['a button without a key', [{ type: 'click', name: '夜门诊' }], 40019],
  ['a page without an address', [{ type: 'view', name: '主页' }], 40020],
  ['six items below', [{ name: '更多', sub_button: Array.from({ length: 6 }, () => long('一')) }], 40023],
])('a menu with %s is refused', async (_name, button, errcode) => {
  expect(await stage.wechat('menu/create', { button })).toMatchObject({ errcode });
  expect(await stage.wechat('menu/get')).toMatchObject({ errcode: 46003 });
});

test('user/info tells who follows, since when and by which code, and no name', async () => {
  await stage.wechat('qrcode/create', {
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str: 'doctor-1' } },
  });
  const stranger = (await stage.does('new', { do: 'scan', scene: 'doctor-1' }), stage.heard.at(-1)?.query['openid']);
  expect(await stage.wechat(`user/info?openid=${stranger}`)).toEqual({
    subscribe: 1,
    openid: stranger,
    language: 'zh_CN',
    subscribe_time: 1_795_348_800,
    remark: '',
    groupid: 0,
    tagid_list: [],
    subscribe_scene: 'ADD_SCENE_QR_CODE',
    qr_scene: 0,
    qr_scene_str: 'doctor-1',
  });
  await stage.does('new', { do: 'unfollow' });
  expect(await stage.wechat(`user/info?openid=${stranger}`)).toMatchObject({ subscribe: 0 });
  expect(await stage.wechat('user/info?openid=oNobody')).toMatchObject({ errcode: 40003 });
});

test.each([
  [
    'a scene of 65 characters',
    { action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 'a'.repeat(65) } } },
    40053,
  ],
  [
    'a year',
    { action_name: 'QR_STR_SCENE', expire_seconds: 31_536_000, action_info: { scene: { scene_str: 'a' } } },
    40052,
  ],
])('a QR code for %s is refused', async (_name, body, errcode) => {
  expect(await stage.wechat('qrcode/create', body)).toMatchObject({ errcode });
});

test('the same permanent scene is the same code', async () => {
  const body = { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: 'desk' } } };
  expect(await stage.wechat('qrcode/create', body)).toEqual(await stage.wechat('qrcode/create', body));
});

test('the credentials are of the real shapes', () => {
  expect(credentials.wechat.encodingAesKey).toMatch(/^[A-Za-z0-9]{43}$/);
  expect(credentials.wechat.token).toMatch(/^[A-Za-z0-9]{3,32}$/);
  expect(openid).toMatch(/^o[\w-]{27}$/);
});

function article() {
  return { title: '一', description: '', url: 'http://localhost:3000', picurl: '' };
}

function long(name: string) {
  return { type: 'click', name, key: 'a' };
}
