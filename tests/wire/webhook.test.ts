import { expect, test } from 'vitest';
import { type Encoded, NotKept, type Receive } from '#bot/channels/webhook.ts';
import { textOf } from '#kit/xml.ts';
import { ACCOUNT, callbackOf } from '../support/tencent.ts';
import { playWechat as wechat, playWecom as wecom } from '../support/webhook.ts';

const saying =
  (...texts: string[]): Receive =>
  async (_message, encode) =>
    encode(texts.map((text) => ({ text })));
const denied = { status: 401, body: 'denied', type: 'text/plain' };

test('WeChat’s URL check is echoed only to who knows the token, and never as a page', () => {
  const { webhook } = wechat();
  const query = {
    signature: '0269da5638d2e513dbe301d48d5dcdae1d31ccfa',
    timestamp: '1409735669',
    nonce: '1320562132',
    echostr: '<script>1</script>',
  };
  expect(webhook.verify(query)).toEqual({ status: 200, body: '<script>1</script>', type: 'text/plain' });
  for (const wrong of [
    { signature: 'x' },
    { signature: undefined },
    { echostr: undefined },
    { nonce: ['1320562132', '1'] },
    { timestamp: '1' },
  ]) {
    expect(webhook.verify({ ...query, ...wrong })).toEqual(denied);
  }
});

test('WeCom’s URL check is decrypted, also when a proxy left its plus signs bare', () => {
  const { webhook } = wecom();
  const query = {
    msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    timestamp: '1409659589',
    nonce: '263014780',
    echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
  };
  expect(webhook.verify(query)).toEqual({ status: 200, body: '1616140317555161061', type: 'text/plain' });
  expect(webhook.verify({ ...query, echostr: query.echostr.replaceAll('+', ' ') })).toMatchObject({
    body: '1616140317555161061',
  });
  expect(webhook.verify({ ...query, nonce: '263014781' })).toEqual(denied);
  expect(webhook.verify({ ...query, msg_signature: undefined, signature: query.msg_signature })).toEqual(denied);
});

test('a message comes in, and what is said goes back encrypted', async () => {
  const { webhook, received, platform } = wechat(saying('您好，王秀英。', '今晚还有一个号。'));
  const answer = await webhook.handle(
    platform.callback(callbackOf({ Content: '今晚想看医生', MsgId: '24000000000000001' })),
  );
  expect(received).toMatchObject([
    { channel: 'wechat', account: 'oWang', event: { kind: 'text', text: '今晚想看医生' } },
  ]);
  expect(answer.type).toBe('application/xml');
  expect(Object.fromEntries(platform.read(answer))).toEqual({
    ToUserName: 'oWang',
    FromUserName: ACCOUNT,
    CreateTime: '1795352400',
    MsgType: 'text',
    Content: '您好，王秀英。\n\n今晚还有一个号。',
  });
});

test.each([
  'x]]></Content>',
  '😀👨‍👩‍👧',
  'a\u0000b\u0008c\td\n',
  '007',
  '&lt;b&gt; & <b>',
  ' 两边有空格 ',
  '<!DOCTYPE x>',
])('what a person typed arrives and comes back as it was: %j', async (text) => {
  let heard = '';
  const { webhook, platform } = wechat(async (message, encode) => {
    heard = message.event.kind === 'text' ? message.event.text : '';
    return encode([{ text: `您说：${heard}。` }]);
  });
  const answer = await webhook.handle(platform.callback(callbackOf({ Content: text })));
  const carried = text.replace('\u0000', '').replace('\u0008', '');
  expect(heard).toBe(carried);
  expect(textOf(platform.read(answer), 'Content')).toBe(`您说：${carried}。`.replaceAll(/<(?=[a-z/!])/gi, '＜'));
});

test('WeCom’s answer goes to the member by the spelling that WeCom used', async () => {
  const { webhook, received, platform } = wecom(saying('好的。'));
  const callback = platform.callback(
    callbackOf({ ToUserName: 'ww1', FromUserName: 'Chen.ZhiYuan', AgentID: '1000002', Content: '工作台' }),
    { to: 'ww1' },
  );
  const answer = await webhook.handle(callback);
  expect(received[0]?.account).toBe('chen.zhiyuan');
  expect(textOf(platform.read(answer), 'ToUserName')).toBe('Chen.ZhiYuan');
});

test('a pressed card is greyed in the answer, and the words are left for deliveries', async () => {
  let encoded: Encoded | undefined;
  const { webhook, platform } = wecom(async (_message, encode) => {
    encoded = encode([{ text: '已通知王秀英。' }], '已同意');
    return encoded;
  });
  const press = callbackOf({
    MsgType: 'event',
    Event: 'template_card_event',
    EventKey: 'y',
    TaskId: 't',
    ResponseCode: 'RC',
  });
  expect(textOf(platform.read(await webhook.handle(platform.callback(press))), 'MsgType')).toBe('update_button');
  expect(encoded?.rest).toEqual([{ text: '已通知王秀英。' }]);
});

test('nothing to say is success for WeChat and an empty body for WeCom', async () => {
  const quiet: Receive = async (_message, encode) => encode([]);
  const one = wechat(quiet);
  expect(await one.webhook.handle(one.platform.callback(callbackOf()))).toMatchObject({
    status: 200,
    body: 'success',
    type: 'text/plain',
  });
  const other = wecom(quiet);
  expect(await other.webhook.handle(other.platform.callback(callbackOf()))).toMatchObject({
    status: 200,
    body: '',
    type: 'text/plain',
  });
});

test('the same message three times at once gets the same bytes', async () => {
  const kept = new Map<string, string>();
  let turns = 0;
  const { webhook, platform } = wechat(async (message, encode) => {
    const before = kept.get(message.claimKey);
    if (before !== undefined) return { body: before };
    turns += 1;
    const { body } = encode([{ text: `第${turns}次` }]);
    kept.set(message.claimKey, body);
    return { body };
  });
  const callback = platform.callback(callbackOf({ Content: '你好', MsgId: '1' }));
  const answers = await Promise.all([1, 2, 3].map(() => webhook.handle(callback)));
  expect(turns).toBe(1);
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
  for (const answer of answers) expect(textOf(platform.read(answer), 'Content')).toBe('第1次');
});

test('two people in the same second are two messages', async () => {
  const { webhook, received, platform } = wechat();
  for (const FromUserName of ['oWang', 'oLi']) {
    await webhook.handle(
      platform.callback(callbackOf({ FromUserName, MsgType: 'event', Event: 'CLICK', EventKey: '签到' })),
    );
  }
  expect(new Set(received.map((message) => message.claimKey)).size).toBe(2);
});

test('an unforeseen failure is ours: the platform hears success, the log hears the error', async () => {
  const failure = new Error('unforeseen');
  const { webhook, events, platform } = wechat(async () => {
    throw failure;
  });
  expect(await webhook.handle(platform.callback(callbackOf()))).toMatchObject({ status: 200, body: 'success' });
  expect(events).toEqual([{ kind: 'failed', error: failure }]);
});

test('only a message that could not be kept anywhere is asked for again', async () => {
  const { webhook, events, platform } = wechat(async () => {
    throw new NotKept('disk full');
  });
  expect(await webhook.handle(platform.callback(callbackOf()))).toMatchObject({ status: 500 });
  expect(events).toMatchObject([{ kind: 'not-kept' }]);
});

test('an answer that is not ready in time becomes success, and is not said to have left', async () => {
  let finish = (_encoded: Encoded) => {};
  let left = 0;
  const { webhook, events, hand, platform } = wechat(
    (_message, encode) =>
      new Promise((resolve) => {
        finish = () => resolve({ ...encode([{ text: '来晚了。' }]), left: () => (left += 1) });
      }),
  );
  const waiting = webhook.handle(platform.callback(callbackOf()));
  hand.pass();
  const answer = await waiting;
  expect(answer).toEqual({ status: 200, body: 'success', type: 'text/plain' });
  expect(events).toEqual([{ kind: 'late' }]);
  finish({ body: '', rest: [] });
  expect([answer.left, left]).toEqual([undefined, 0]);
});

test('an answer in time can be reported as left, and its deadline is given up', async () => {
  let left = 0;
  const { webhook, hand, platform } = wechat(async (_message, encode) => ({
    ...encode([{ text: '好。' }]),
    left: () => (left += 1),
  }));
  const answer = await webhook.handle(platform.callback(callbackOf()));
  expect(left).toBe(0);
  answer.left?.();
  expect([left, hand.open()]).toEqual([1, 0]);
});

test('a failure after the deadline is reported and crashes nothing', async () => {
  let fail = (_error: Error) => {};
  const { webhook, events, hand, platform } = wechat(
    () =>
      new Promise((_resolve, reject) => {
        fail = reject;
      }),
  );
  const waiting = webhook.handle(platform.callback(callbackOf()));
  hand.pass();
  await waiting;
  const error = new Error('later');
  fail(error);
  await new Promise((resolve) => setImmediate(resolve));
  expect(events).toEqual([{ kind: 'late' }, { kind: 'failed', error }]);
});
