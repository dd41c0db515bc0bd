import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Bubble, CardContent } from '#bot/sandbox/protocol.ts';
import { credentials, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const { corpId, secret, agentId } = credentials.wecom;
const later = (milliseconds: number) => stage.clock.moveTo(new Date(stage.clock.now().getTime() + milliseconds));
const send = (extra: object) =>
  stage.wecom('message/send', {
    touser: 'chen.zhiyuan',
    msgtype: 'text',
    agentid: agentId,
    text: { content: '您好' },
    ...extra,
  });
const buttons = (count: number) => Array.from({ length: count }, (_, at) => ({ text: `第${at}个`, key: `key-${at}` }));
const card = (extra: object = {}) => ({
  card_type: 'button_interaction',
  main_title: { title: '签约申请', desc: '王秀英' },
  horizontal_content_list: [{ keyname: '服务包', value: '基础包' }],
  task_id: 'task-1',
  button_list: [
    { text: '同意', key: 'approve', style: 1 },
    { text: '不同意', key: 'reject', style: 3 },
  ],
  ...extra,
});
const sendCard = (extra: object = {}, body: object = {}) =>
  send({ msgtype: 'template_card', template_card: card(extra), ...body });
const lastOf = async (phone: string): Promise<Bubble> => {
  const bubble = (await stage.bubbles(phone)).at(-1);
  if (!bubble) throw new Error('nothing was shown');
  return bubble;
};
const cardOf = async (phone: string): Promise<CardContent> => {
  const { content } = await lastOf(phone);
  if (content.kind !== 'card') throw new Error('no card was shown');
  return content;
};
const update = (responseCode: unknown, extra: object = {}) =>
  stage.wecom('message/update_template_card', {
    userids: ['chen.zhiyuan'],
    agentid: agentId,
    response_code: responseCode,
    button: { replace_name: '已同意' },
    ...extra,
  });
const press = async (phone: string, key = 'approve') =>
  stage.does(phone, { do: 'press-card', bubble: (await lastOf(phone)).id, key });

async function get(path: string): Promise<Record<string, unknown>> {
  return (await (await fetch(`${stage.url}/sandbox/platforms/wecom/cgi-bin/${path}`)).json()) as Record<
    string,
    unknown
  >; // JSON objects
}

test('the token is the same as long as it holds, and then another', async () => {
  const ask = async () => (await get(`gettoken?corpid=${corpId}&corpsecret=${secret}`))['access_token'];
  const first = await ask();
  later(7_199_999);
  expect(await ask()).toBe(first);
  later(1);
  expect(await ask()).not.toBe(first);
  expect(await get(`menu/get?agentid=${agentId}&access_token=${String(first)}`)).toMatchObject({ errcode: 42001 });
  expect(await get(`menu/get?agentid=${agentId}&access_token=invented`)).toMatchObject({ errcode: 40014 });
  expect(await get(`menu/get?agentid=${agentId}`)).toMatchObject({ errcode: 41001 });
});

test('a wrong secret is 40001 and a wrong corp 40013', async () => {
  expect(await get(`gettoken?corpid=${corpId}&corpsecret=other`)).toMatchObject({ errcode: 40001 });
  expect(await get(`gettoken?corpid=other&corpsecret=${secret}`)).toMatchObject({ errcode: 40013 });
});

test('a message reaches members whatever the case of their names, and unknown ones come back as invalid', async () => {
  const answer = await send({ touser: 'Chen.Zhiyuan|Nobody|lin.xiaomei' });
  expect(answer).toMatchObject({ errcode: 0, invaliduser: 'nobody' });
  expect((await lastOf('chen')).content).toEqual({ kind: 'text', text: '您好' });
  expect((await lastOf('lin')).content).toEqual({ kind: 'text', text: '您好' });
});

test.each([
  ['nobody valid', { touser: 'nobody|noone' }, 81013],
  ['nobody at all', { touser: '' }, 82001],
  ['another agent', { agentid: 7 }, 301002],
  ['no agent', { agentid: undefined }, 41011],
  ['no text', { text: { content: '' } }, 44004],
  ['an unknown type', { msgtype: 'poem' }, 40008],
])('a message with %s is refused', async (_name, extra, errcode) => {
  expect(await send(extra)).toMatchObject({ errcode });
  expect(await stage.bubbles('chen')).toEqual([]);
});

test('a text beyond 2048 bytes is cut between characters', async () => {
  await send({ text: { content: '字'.repeat(700) } });
  expect((await lastOf('chen')).content).toEqual({ kind: 'text', text: '字'.repeat(682) });
});

test('the thirty-first message within a minute is dropped, and nobody is told', async () => {
  for (let count = 0; count < 31; count += 1) expect(await send({})).toMatchObject({ errcode: 0, invaliduser: '' });
  expect(await stage.bubbles('chen')).toHaveLength(30);
  later(60_000);
  await send({});
  expect(await stage.bubbles('chen')).toHaveLength(31);
});

test('with enable_duplicate_check the same content is shown once within the interval', async () => {
  const checked = { enable_duplicate_check: 1, duplicate_check_interval: 600 };
  await send(checked);
  later(599_999);
  expect(await send(checked)).toMatchObject({ errcode: 0 });
  expect(await stage.bubbles('chen')).toHaveLength(1);
  await send({ ...checked, text: { content: '别的' } });
  expect(await stage.bubbles('chen')).toHaveLength(2);
  later(1);
  await send(checked);
  expect(await stage.bubbles('chen')).toHaveLength(3);
});

test('a repeated card is filtered before its task id is looked at', async () => {
  const checked = { enable_duplicate_check: 1 };
  expect(await sendCard({}, checked)).toMatchObject({ errcode: 0 });
  expect(await sendCard({}, checked)).toMatchObject({ errcode: 0 });
  expect(await stage.bubbles('chen')).toHaveLength(1);
});

test('a task id is used once for ever', async () => {
  expect(await sendCard()).toMatchObject({ errcode: 0 });
  later(365 * 86_400_000);
  await stage.restart();
  expect(await sendCard({ main_title: { title: '另一张' } })).toMatchObject({ errcode: 40058 });
  expect(await stage.bubbles('chen')).toHaveLength(1);
});

test.each([
  ['seven buttons', { button_list: buttons(7) }],
  ['a button of eleven characters', { button_list: [{ text: '一二三四五六七八九十一', key: 'a' }] }],
  [
    'two buttons with one key',
    {
      button_list: [
        { text: '一', key: 'a' },
        { text: '二', key: 'a' },
      ],
    },
  ],
  ['a button without a key', { button_list: [{ text: '一' }] }],
  ['no task id', { task_id: undefined }],
  ['a task id with a space', { task_id: 'a b' }],
  ['a title of 37 characters', { main_title: { title: '字'.repeat(37) } }],
  ['no title', { main_title: {} }],
  ['seven lines', { horizontal_content_list: Array.from({ length: 7 }, () => ({ keyname: '一', value: '二' })) }],
  ['a line name of six characters', { horizontal_content_list: [{ keyname: '一二三四五六', value: '二' }] }],
  ['a line of 31 characters', { horizontal_content_list: [{ keyname: '一', value: '字'.repeat(31) }] }],
  ['a kind of card that the sandbox does not show', { card_type: 'vote_interaction' }],
])('a card with %s is refused', async (_name, extra) => {
  expect(await sendCard(extra)).toMatchObject({ errcode: 40058 });
  expect(await stage.bubbles('chen')).toEqual([]);
});

test('six buttons of ten characters are fine', async () => {
  const button_list = buttons(6).map((button, at) => ({ ...button, text: `一二三四五六七八九${at}` }));
  expect(await sendCard({ button_list })).toMatchObject({ errcode: 0 });
  expect((await cardOf('chen')).buttons).toHaveLength(6);
});

test('a press reaches the program with its task, key and a fresh response code', async () => {
  const { response_code } = await sendCard();
  await press('chen', 'reject');
  const event = stage.heard.at(-1)?.event;
  expect(event).toMatchObject({
    ToUserName: corpId,
    FromUserName: 'chen.zhiyuan',
    Event: 'template_card_event',
    EventKey: 'reject',
    TaskId: 'task-1',
    CardType: 'button_interaction',
    AgentID: String(agentId),
  });
  expect(event?.['ResponseCode']).toMatch(/^[\w-]{43}$/);
  expect(event?.['ResponseCode']).not.toBe(response_code);
});

test('update_button changes the card of the member who pressed, and no other', async () => {
  await sendCard({}, { touser: 'chen.zhiyuan|lin.xiaomei' });
  stage.answers(stage.replies({ MsgType: 'update_button', Button: { ReplaceName: '已同意' } }));
  const { bubbles } = await press('chen');
  expect(bubbles).toMatchObject([{ content: { kind: 'card', answered: '已同意' } }]);
  expect(await cardOf('chen')).toMatchObject({ answered: '已同意' });
  expect(await cardOf('lin')).not.toHaveProperty('answered');
  await expect(press('chen')).rejects.toThrow('card-answered');
});

test('update_template_card in an answer replaces the card', async () => {
  await sendCard();
  const TemplateCard = {
    CardType: 'text_notice',
    MainTitle: { Title: '已签约', Desc: '王秀英' },
    HorizontalContentList: { KeyName: '医生', Value: '陈志远' },
    CardAction: { Type: 1, Url: 'http://localhost:3000/h5' },
  };
  stage.answers(stage.replies({ MsgType: 'update_template_card', TemplateCard }));
  await press('chen');
  expect(await cardOf('chen')).toMatchObject({
    title: '已签约',
    description: '王秀英',
    lines: [{ name: '医生', value: '陈志远' }],
    buttons: [],
    url: 'http://localhost:3000/h5',
  });
});

test('the response code of a sent card changes everybody’s card, once', async () => {
  const { response_code } = await sendCard({}, { touser: 'chen.zhiyuan|lin.xiaomei' });
  expect(await update(response_code, { userids: [], atall: 1 })).toMatchObject({ errcode: 0, invaliduser: [] });
  expect(await cardOf('chen')).toMatchObject({ answered: '已同意' });
  expect(await cardOf('lin')).toMatchObject({ answered: '已同意' });
  expect(await update(response_code)).toMatchObject({ errcode: 40058, errmsg: 'response_code has been used' });
});

test('the response code of a press works too, besides the one of the card', async () => {
  const { response_code } = await sendCard({}, { touser: 'chen.zhiyuan|lin.xiaomei' });
  await press('chen');
  expect(await update(stage.heard.at(-1)?.event['ResponseCode'])).toMatchObject({ errcode: 0 });
  expect(await cardOf('chen')).toMatchObject({ answered: '已同意' });
  expect(await cardOf('lin')).not.toHaveProperty('answered');
  expect(await update(response_code, { userids: ['lin.xiaomei'] })).toMatchObject({ errcode: 0 });
  expect(await cardOf('lin')).toMatchObject({ answered: '已同意' });
});

test('a response code holds for 72 hours and ends with them', async () => {
  const first = await sendCard();
  const second = await sendCard({ task_id: 'task-2' });
  later(72 * 3_600_000 - 1);
  expect(await update(first['response_code'])).toMatchObject({ errcode: 0 });
  later(1);
  expect(await update(second['response_code'])).toMatchObject({ errcode: 40058, errmsg: 'response_code expired' });
  expect(await update('invented')).toMatchObject({ errcode: 40058 });
});

test('opening the application is told every time', async () => {
  await stage.does('chen', { do: 'enter' });
  await stage.does('chen', { do: 'enter' });
  expect(stage.heard.map((one) => one.event['Event'])).toEqual(['enter_agent', 'enter_agent']);
});

test('what a member says arrives with the agent, and the answer is shown', async () => {
  stage.answers(stage.replies({ MsgType: 'text', Content: '您好，陈医生' }));
  const { bubbles } = await stage.does('chen', { do: 'say', place: 'wecom', text: '工作台' });
  const { query, wire, event } = stage.heard[0] ?? {};
  expect(Object.keys(query ?? {}).sort()).toEqual(['msg_signature', 'nonce', 'timestamp']);
  expect(wire).toContain(`<AgentID><![CDATA[${agentId}]]></AgentID>`);
  expect(event).toMatchObject({ FromUserName: 'chen.zhiyuan', Content: '工作台', AgentID: String(agentId) });
  expect(bubbles.map((bubble) => bubble.content)).toEqual([
    { kind: 'text', text: '工作台' },
    { kind: 'text', text: '您好，陈医生' },
  ]);
});

test('a failed answer is retried three times and leaves no mark on the phone', async () => {
  stage.answers(() => 'hang-up');
  const { bubbles } = await stage.does('chen', { do: 'say', place: 'wecom', text: '工作台' });
  expect(stage.heard).toHaveLength(3);
  expect(bubbles).toHaveLength(1);
});

test('the menu of the application is pressed as click, in lower case', async () => {
  const menu = { button: [{ type: 'click', name: '工作台', key: 'desk' }] };
  expect(await stage.wecom(`menu/create?agentid=${agentId}`, menu)).toMatchObject({ errcode: 0 });
  expect(await stage.wecom('menu/create?agentid=7', menu)).toMatchObject({ errcode: 40056 });
  await stage.does('chen', { do: 'press-menu', place: 'wecom', position: [0] });
  expect(stage.heard.at(-1)?.event).toMatchObject({ Event: 'click', EventKey: 'desk', AgentID: String(agentId) });
});

test('a voice message carries no words, and a file is not pushed at all', async () => {
  await stage.does('chen', { do: 'speak', place: 'wecom', text: '工作台' });
  expect(stage.heard.at(-1)?.event).toMatchObject({ MsgType: 'voice' });
  expect(stage.heard.at(-1)?.event).not.toHaveProperty('Recognition');
  await stage.does('chen', { do: 'share', place: 'wecom', what: 'file' });
  expect(stage.heard).toHaveLength(1);
});
