import { afterEach, beforeEach, expect, test } from 'vitest';
import { openid, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const text = (bubble: { content: object } | undefined) => bubble && 'text' in bubble.content && bubble.content.text;

test('what a resident says arrives encrypted, with every field of a text message', async () => {
  await stage.does('wang', { do: 'say', place: 'wechat', text: '今晚想看医生 ]]> 😀' });
  const [one] = stage.heard;
  expect(one?.path).toBe('/webhooks/wechat');
  expect(one?.query).toMatchObject({ openid, encrypt_type: 'aes', timestamp: '1795348800' });
  expect(one?.wire).not.toContain('今晚');
  expect(one?.event).toMatchObject({
    FromUserName: openid,
    CreateTime: '1795348800',
    MsgType: 'text',
    Content: '今晚想看医生 ]]> 😀',
  });
  expect(one?.event['MsgId']).toMatch(/^240000000000000\d\d$/);
});

test('a passive reply is decrypted and shown', async () => {
  stage.answers(stage.replies({ MsgType: 'text', Content: '您好' }));
  const { bubbles } = await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  expect(bubbles.map(text)).toEqual(['在吗', '您好']);
  expect((await stage.bubbles('wang')).map((bubble) => bubble.mine)).toEqual([true, false]);
});

test('nothing is shown for success and for an empty body', async () => {
  stage.answers(
    () => ({ body: 'success' }),
    () => ({ body: '' }),
  );
  expect((await stage.does('wang', { do: 'say', place: 'wechat', text: '一' })).bubbles).toHaveLength(1);
  expect((await stage.does('wang', { do: 'say', place: 'wechat', text: '二' })).bubbles).toHaveLength(1);
});

test('a callback without an answer is sent three times with the same bytes, signature, timestamp and nonce', async () => {
  stage.answers(
    () => 'hang-up',
    () => ({ status: 500, body: 'oops' }),
    stage.replies({ MsgType: 'text', Content: '来了' }),
  );
  const { bubbles } = await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  expect(bubbles.map(text)).toEqual(['在吗', '来了']);
  expect(stage.heard).toHaveLength(3);
  for (const repeat of stage.heard.slice(1)) expect(repeat).toEqual(stage.heard[0]);
});

test('after the third silence the resident is told that the service is broken', async () => {
  await stage.close();
  stage = await setStage({ callbackMs: 100 });
  stage.answers(() => 'silence');
  const { bubbles } = await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  expect(stage.heard).toHaveLength(3);
  expect(text(bubbles[1])).toBe('该公众号提供的服务出现故障，请稍后再试');
  const troubles = (await stage.envelopes(bubbles[0]?.id ?? 0)).map((envelope) => envelope.trouble);
  expect(troubles).toEqual(Array.from({ length: 3 }, () => '0.1 秒内没有回答'));
});

test.each([
  ['plain text', () => ({ body: '{"ok":true}' })],
  ['XML that is not encrypted', () => ({ body: '<xml><MsgType><![CDATA[text]]></MsgType></xml>' })],
])('an answer that is %s is a broken service, at once', async (_name, answer) => {
  stage.answers(answer);
  const { bubbles } = await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  expect(stage.heard).toHaveLength(1);
  expect(text(bubbles[1])).toContain('出现故障');
});

test.each([
  ['an empty text', { MsgType: 'text', Content: '' }],
  ['another recipient', { MsgType: 'text', Content: '您好', ToUserName: 'somebody' }],
  ['a time in milliseconds', { MsgType: 'text', Content: '您好', CreateTime: 1_700_000_000_000 }],
  ['more than 2048 bytes', { MsgType: 'text', Content: '字'.repeat(683) }],
  ['a card for a resident', { MsgType: 'update_button', Button: { ReplaceName: '好' } }],
])('a reply with %s is a broken service', async (_name, fields) => {
  stage.answers(stage.replies(fields));
  const { bubbles } = await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  expect(text(bubbles[1])).toContain('出现故障');
});

test('the envelopes of a message show what went over the wire and what it meant', async () => {
  stage.answers(() => ({ status: 502, body: '' }), stage.replies({ MsgType: 'text', Content: '您好' }));
  const { bubbles } = await stage.does('wang', { do: 'say', place: 'wechat', text: '在吗' });
  for (const { id } of bubbles) {
    const [first, second] = await stage.envelopes(id);
    expect(first).toMatchObject({ direction: 'callback', attempt: 1, status: 502, trouble: '程序回答了 HTTP 502' });
    expect(second).toMatchObject({ attempt: 2, status: 200 });
    expect(second?.request.wire).toContain('<Encrypt>');
    expect(second?.request.plain).toContain('<![CDATA[在吗]]>');
    expect(second?.answer?.wire).not.toContain('您好');
    expect(second?.answer?.plain).toContain('您好');
  }
});

test('both addresses are verified by an echo', async () => {
  expect(await stage.sandbox.verify()).toEqual({ wechat: true, wecom: true });
});

test('an address that echoes something else is not verified', async () => {
  stage.echoes('hello');
  expect(await stage.sandbox.verify()).toEqual({ wechat: false, wecom: false });
});

test.each([
  [{ do: 'follow' }, { Event: 'subscribe', EventKey: '' }],
  [
    { do: 'speak', place: 'wechat', text: '我要签约' },
    { MsgType: 'voice', Format: 'amr', Recognition: '我要签约' },
  ],
  [{ do: 'share', place: 'wechat', what: 'image' }, { MsgType: 'image' }],
  [
    { do: 'share', place: 'wechat', what: 'location' },
    { MsgType: 'location', Label: '珠海市香洲区拱北' },
  ],
  [{ do: 'unfollow' }, { MsgType: 'event', Event: 'unsubscribe' }],
] as const)('%j reaches the program as %j', async (action, fields) => {
  if (action.do !== 'follow') await stage.does('new', { do: 'follow' });
  await stage.does('new', action);
  expect(stage.heard.at(-1)?.event).toMatchObject(fields);
});

test('who does not follow cannot write, and nothing is sent', async () => {
  await expect(stage.does('new', { do: 'say', place: 'wechat', text: '在吗' })).rejects.toThrow('not-following');
  expect(stage.heard).toEqual([]);
});

test('a menu item is pressed as CLICK, a page as VIEW, and its answer is not shown', async () => {
  await stage.wechat('menu/create', {
    button: [
      { type: 'click', name: '夜门诊', key: 'clinic' },
      { name: '更多', sub_button: [{ type: 'view', name: '主页', url: 'http://localhost:3000/h5' }] },
    ],
  });
  stage.answers(stage.replies({ MsgType: 'text', Content: '今晚有号' }));
  const pressed = await stage.does('wang', { do: 'press-menu', place: 'wechat', position: [0] });
  expect(stage.heard.at(-1)?.event).toMatchObject({ Event: 'CLICK', EventKey: 'clinic' });
  expect(text(pressed.bubbles[1])).toBe('今晚有号');
  const viewed = await stage.does('wang', { do: 'press-menu', place: 'wechat', position: [1, 0] });
  expect(stage.heard.at(-1)?.event).toMatchObject({ Event: 'VIEW', EventKey: 'http://localhost:3000/h5' });
  expect(viewed).toMatchObject({ page: 'http://localhost:3000/h5', bubbles: [{ mine: true }] });
});

test('a QR code leads a stranger to subscribe and a follower to SCAN', async () => {
  const made = await stage.wechat('qrcode/create', {
    action_name: 'QR_LIMIT_STR_SCENE',
    action_info: { scene: { scene_str: 'doctor-1' } },
  });
  await stage.does('new', { do: 'scan', scene: 'doctor-1' });
  expect(stage.heard.at(-1)?.event).toMatchObject({
    Event: 'subscribe',
    EventKey: 'qrscene_doctor-1',
    Ticket: made['ticket'],
  });
  await stage.does('new', { do: 'scan', scene: 'doctor-1' });
  expect(stage.heard.at(-1)?.event).toMatchObject({ Event: 'SCAN', EventKey: 'doctor-1', Ticket: made['ticket'] });
  const codes = await (await fetch(`${stage.url}/sandbox/api/codes`)).json();
  expect(codes).toEqual([{ scene: 'doctor-1', caption: '陈志远医生' }]);
});

test('a temporary QR code cannot be scanned when its time is over', async () => {
  await stage.wechat('qrcode/create', {
    action_name: 'QR_STR_SCENE',
    expire_seconds: 60,
    action_info: { scene: { scene_str: 'desk' } },
  });
  stage.clock.moveTo(new Date('2026-11-22T12:01:00Z'));
  await expect(stage.does('wang', { do: 'scan', scene: 'desk' })).rejects.toThrow('no-such-code');
});
