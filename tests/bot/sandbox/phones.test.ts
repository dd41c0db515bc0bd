import { afterEach, beforeEach, expect, test } from 'vitest';
import { directoryOf } from '#bot/sandbox/accounts.ts';
import type { FeedEvent, Overview } from '#bot/sandbox/protocol.ts';
import { accounts, credentials, openid, type Stage, setStage, template, tokenRequest } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const overview = async () => (await (await fetch(`${stage.url}/sandbox/api/phones`)).json()) as Overview; // protocol.ts
const phone = async (id: string) => (await overview()).phones.find((one) => one.id === id);
const sms = (body: unknown) =>
  fetch(`${stage.url}/sandbox/platforms/sms`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** Reads events until one satisfies the test. */
async function listen(): Promise<{ until(wanted: (event: FeedEvent) => boolean): Promise<FeedEvent>; leave(): void }> {
  const leave = new AbortController();
  const response = await fetch(`${stage.url}/sandbox/api/events`, { signal: leave.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  return {
    leave: () => leave.abort(),
    async until(wanted) {
      for (;;) {
        const end = rest.indexOf('\n\n');
        if (end < 0) {
          const read = await reader?.read();
          if (!read || read.done) throw new Error('the stream ended');
          rest += read.value;
          continue;
        }
        const data = /^data: (.*)$/m.exec(rest.slice(0, end))?.[1];
        rest = rest.slice(end + 2);
        if (data === undefined) continue;
        const event = JSON.parse(data) as FeedEvent; // protocol.ts
        if (wanted(event)) return event;
      }
    },
  };
}

test('the page learns who is there, what is on each phone, and when a clinic opens next', async () => {
  const { phones, now, timeZone, publicUrl, titles } = await overview();
  expect({ now, timeZone, publicUrl }).toEqual({
    now: '2026-11-22T12:00:00.000Z',
    timeZone: 'Asia/Shanghai',
    publicUrl: 'http://localhost:3000',
  });
  expect(titles.wecom).toBe('家医工作台');
  expect(phones.map(({ id, places, following }) => [id, places, following])).toEqual([
    ['wang', ['wechat', 'sms'], true],
    ['new', ['wechat'], false],
    ['chen', ['wecom'], undefined],
    ['lin', ['wecom'], undefined],
  ]);
  expect(await (await fetch(`${stage.url}/sandbox/api/next-opening`)).json()).toEqual({
    at: '2026-11-23T10:00:00.000Z',
  });
});

test('an SMS is accepted, shown on the phone with the number, and unread until it is read', async () => {
  const text = '【家医】验证码 123456，10 分钟内有效。';
  const response = await sms({ phone: '13800000001', text, kind: 'binding-code' });
  expect(response.status).toBe(202);
  const [bubble] = await stage.bubbles('wang');
  expect(bubble).toMatchObject({ place: 'sms', mine: false, content: { kind: 'sms', text, purpose: 'binding-code' } });
  expect(await phone('wang')).toMatchObject({ unread: { wechat: 0, wecom: 0, sms: 1 } });
  await stage.does('wang', { do: 'read', place: 'sms' });
  expect(await phone('wang')).toMatchObject({ unread: { sms: 0 } });
});

test('an SMS to a number that nobody here has is accepted and shown nowhere', async () => {
  expect((await sms({ phone: '13900000009', text: '您好', kind: 'x' })).status).toBe(202);
  expect(await stage.bubbles('wang')).toEqual([]);
});

test.each([
  ['no JSON', 'hello'],
  ['no number', { phone: '110', text: '您好', kind: 'x' }],
  ['no text', { phone: '13800000001', text: '', kind: 'x' }],
  ['no kind', { phone: '13800000001', text: '您好' }],
])('an SMS with %s is refused', async (_name, body) => {
  expect((await sms(body)).status).toBe(400);
  expect(await stage.bubbles('wang')).toEqual([]);
});

test('what is new comes over the event stream: typing, both bubbles, and the unread mark', async () => {
  const stream = await listen();
  stage.answers(stage.replies({ MsgType: 'text', Content: '您好' }));
  const said = stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  await stream.until((event) => event.kind === 'bubble' && event.bubble.mine);
  await stream.until((event) => event.kind === 'typing' && event.on);
  await stream.until((event) => event.kind === 'bubble' && !event.bubble.mine);
  const marked = await stream.until((event) => event.kind === 'phone');
  expect(marked).toMatchObject({ phone: { id: 'wang', unread: { wechat: 1 } } });
  await stream.until((event) => event.kind === 'typing' && !event.on);
  await said;
  stream.leave();
});

test('a moved clock and a new menu come over the event stream', async () => {
  const stream = await listen();
  const caused = [{ at: '2026-11-22T13:00:00.000Z', what: '给王秀英发了就诊提醒' }];
  stage.sandbox.clockMoved(caused);
  expect(await stream.until((event) => event.kind === 'clock' && event.caused !== undefined)).toMatchObject({ caused });
  await stage.wechat('menu/create', { button: [{ type: 'click', name: '夜门诊', key: 'clinic' }] });
  expect(await stream.until((event) => event.kind === 'menus')).toMatchObject({
    menus: { wechat: [{ name: '夜门诊', opens: 'event', entries: [] }], wecom: [] },
  });
  stream.leave();
});

test('a restart forgets nothing that the platforms remember', async () => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  await stage.does('new', { do: 'follow' });
  await stage.wechat('menu/create', { button: [{ type: 'click', name: '夜门诊', key: 'clinic' }] });
  const data = { thing1: { value: '王秀英' }, time2: { value: '15:01' } };
  const notice = { touser: openid, template_id: template.id, client_msg_id: 'delivery-1', data };
  await stage.wechat('message/template/send', notice);
  for (let count = 0; count < 4; count += 1)
    await stage.wechat('message/custom/send', { touser: openid, msgtype: 'text', text: { content: '您好' } });
  await stage.sandbox.quiet();
  const before = { overview: await overview(), bubbles: await stage.bubbles('wang') };
  const envelopes = await stage.envelopes(before.bubbles[0]?.id ?? 0);

  await stage.restart();

  expect({ overview: await overview(), bubbles: await stage.bubbles('wang') }).toEqual(before);
  expect(await stage.envelopes(before.bubbles[0]?.id ?? 0)).toEqual(envelopes);
  await stage.wechat('message/template/send', notice);
  expect(await stage.bubbles('wang')).toHaveLength(6);
  const send = () =>
    stage.wechat('message/custom/send', { touser: openid, msgtype: 'text', text: { content: '您好' } });
  expect(await send()).toMatchObject({ errcode: 0 });
  expect(await send()).toMatchObject({ errcode: 45047 });
});

test('tokens, QR codes and cards outlive a restart', async () => {
  const token = async () => {
    const address = `${stage.url}/sandbox/platforms/wechat/cgi-bin/stable_token`;
    const response = await fetch(address, { method: 'POST', body: JSON.stringify(tokenRequest) });
    return ((await response.json()) as { access_token: string }).access_token; // the platform answers this
  };
  const scene = { action_name: 'QR_LIMIT_STR_SCENE', action_info: { scene: { scene_str: 'desk' } } };
  const { agentId } = credentials.wecom;
  const before = await token();
  await stage.wechat('qrcode/create', scene);
  const { response_code } = await stage.wecom('message/send', {
    touser: 'chen.zhiyuan',
    msgtype: 'template_card',
    agentid: agentId,
    template_card: {
      card_type: 'button_interaction',
      main_title: { title: '签约申请' },
      task_id: 'task-1',
      button_list: [{ text: '同意', key: 'approve' }],
    },
  });

  await stage.restart();

  expect(await token()).toBe(before);
  await stage.does('wang', { do: 'scan', scene: 'desk' });
  const update = { userids: ['chen.zhiyuan'], agentid: agentId, response_code, button: { replace_name: '已同意' } };
  expect(await stage.wecom('message/update_template_card', update)).toMatchObject({ errcode: 0 });
  expect((await stage.bubbles('chen'))[0]?.content).toMatchObject({ answered: '已同意' });
});

test('history comes in pages, the newest first page, each oldest first', async () => {
  for (const text of ['一', '二', '三']) await stage.does('wang', { do: 'say', place: 'wechat', text });
  const page = async (query: string) => {
    const response = await fetch(`${stage.url}/sandbox/api/phones/wang/bubbles?${query}`);
    return ((await response.json()) as { id: number; content: { text: string } }[]).map(({ id, content }) => ({
      id,
      text: content.text,
    })); // texts only
  };
  const newest = await page('limit=2');
  expect(newest.map(({ text }) => text)).toEqual(['二', '三']);
  expect((await page(`limit=2&before=${newest[0]?.id}`)).map(({ text }) => text)).toEqual(['一']);
});

test.each([
  ['an unknown phone', 'nobody', 'application/json', '{"do":"enter"}', 404, 'no-such-phone'],
  ['an unknown action', 'wang', 'application/json', '{"do":"dance"}', 400, 'bad-request'],
  ['no JSON', 'wang', 'application/json', 'hello', 400, 'bad-request'],
  ['a form of another site', 'wang', 'text/plain', '{"do":"unfollow"}', 415, 'bad-request'],
  ['a phone without WeChat', 'chen', 'application/json', '{"do":"follow"}', 409, 'no-wechat'],
  [
    'somebody else’s message',
    'wang',
    'application/json',
    '{"do":"choose","bubble":7,"item":"1"}',
    404,
    'no-such-bubble',
  ],
])('%s is answered by a problem', async (_name, id, type, body, status, code) => {
  const response = await fetch(`${stage.url}/sandbox/api/phones/${id}/actions`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({ code, status });
});

test('closing ends callbacks that are under way', async () => {
  const arrived = new Promise<void>((resolve) => {
    stage.answers(() => {
      resolve();
      return 'silence';
    });
  });
  const said = stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  await arrived;
  await stage.restart();
  expect((await said).bubbles.length).toBeGreaterThan(0);
});

test('two accounts cannot be one person to a platform', () => {
  expect(() => directoryOf([...accounts, { ...accounts[0], id: 'twin' } as (typeof accounts)[0]])).toThrow(openid);
});
