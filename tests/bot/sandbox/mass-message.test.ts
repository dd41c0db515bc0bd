import { afterEach, beforeEach, expect, test } from 'vitest';
import { inventedOpenid } from '#bot/sandbox/accounts.ts';
import { openid, type Stage, setStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
  await stage.does('new', { do: 'follow' });
});
afterEach(() => stage.close());

const newcomer = inventedOpenid('new');
const message = (clientmsgid?: string, content = '周六上午义诊，欢迎您来。') => ({
  msgtype: 'text',
  text: { content },
  ...(clientmsgid !== undefined && { clientmsgid }),
});
const toAll = (extra: object = message()) =>
  stage.wechat('message/mass/sendall', { filter: { is_to_all: true }, ...extra });
const toTag = (tag_id: number | undefined, extra: object = message()) =>
  stage.wechat('message/mass/sendall', { filter: { is_to_all: false, tag_id }, ...extra });
const toOpenids = (touser: string[], extra: object = message()) =>
  stage.wechat('message/mass/send', { touser, ...extra });
const texts = async (phone: string) =>
  (await stage.bubbles(phone)).flatMap(({ content }) => (content.kind === 'text' ? content.text : []));
const moveTo = (instant: string) => stage.clock.moveTo(new Date(instant));

async function newTag(name: string): Promise<number> {
  const { tag } = (await stage.wechat('tags/create', { tag: { name } })) as { tag: { id: number } }; // as the platform answers
  return tag.id;
}

test('a 群发 needs no window, reaches every follower and is reported with its counts', async () => {
  const answer = await toAll();
  expect(answer).toMatchObject({ errcode: 0 });
  expect(await texts('wang')).toEqual(['周六上午义诊，欢迎您来。']);
  expect(await texts('new')).toEqual(['周六上午义诊，欢迎您来。']);
  await stage.sandbox.quiet();
  expect(stage.heard.at(-1)?.event).toMatchObject({
    Event: 'MASSSENDJOBFINISH',
    MsgID: String(answer['msg_id']),
    Status: 'send success',
    TotalCount: '2',
    FilterCount: '2',
    SentCount: '2',
    ErrorCount: '0',
  });
  expect(await stage.wechat('message/mass/get', { msg_id: answer['msg_id'] })).toMatchObject({
    msg_status: 'SEND_SUCCESS',
  });
  const [shown] = await stage.bubbles('wang');
  const directions = (await stage.envelopes(shown?.id ?? 0)).map((envelope) => envelope.direction);
  expect(directions).toEqual(['call', 'callback']);
});

test('a follower receives four in a calendar month of China, and four more in the next', async () => {
  moveTo('2026-11-30T15:59:00Z');
  for (let count = 0; count < 4; count += 1) expect(await toAll()).toMatchObject({ errcode: 0 });
  expect(await toAll()).toMatchObject({ errcode: 45028 });
  moveTo('2026-11-30T16:00:00Z');
  expect(await toAll()).toMatchObject({ errcode: 0 });
  expect(await texts('wang')).toHaveLength(5);
});

test('who has had four, or takes no messages, is left out and counted', async () => {
  const tag = await newTag('高血压');
  await stage.wechat('tags/members/batchtagging', { tagid: tag, openid_list: [openid] });
  for (let count = 0; count < 4; count += 1) await toTag(tag);
  expect(await toAll()).toMatchObject({ errcode: 0 });
  await stage.sandbox.quiet();
  expect(stage.heard.at(-1)?.event).toMatchObject({ TotalCount: '2', FilterCount: '1', SentCount: '1' });
  await stage.does('new', { do: 'receive', messages: 'off' });
  expect(await toAll()).toMatchObject({ errcode: 0 });
  await stage.sandbox.quiet();
  expect(stage.heard.at(-1)?.event).toMatchObject({ TotalCount: '2', SentCount: '0' });
  expect([(await texts('wang')).length, (await texts('new')).length]).toEqual([4, 1]);
});

test('the same clientmsgid within a day goes out once', async () => {
  const first = await toAll(message('broadcast-1'));
  expect(await toAll(message('broadcast-1'))).toMatchObject({ errcode: 45066 });
  moveTo('2026-11-22T12:01:00Z');
  expect(await toAll(message('broadcast-1'))).toEqual({
    ...first,
    errcode: 45065,
    errmsg: 'clientmsgid exist',
  });
  expect(await texts('wang')).toHaveLength(1);
  moveTo('2026-11-23T12:00:00Z');
  expect(await toAll(message('broadcast-1'))).toMatchObject({ errcode: 0 });
});

test('sixty go out in a minute and a hundred in a day', async () => {
  await stage.does('new', { do: 'unfollow' });
  const tag = await newTag('没有人');
  for (let count = 0; count < 60; count += 1) expect(await toTag(tag)).toMatchObject({ errcode: 0 });
  expect(await toTag(tag)).toMatchObject({ errcode: 45011 });
  moveTo('2026-11-22T12:01:00Z');
  for (let count = 0; count < 40; count += 1) expect(await toTag(tag)).toMatchObject({ errcode: 0 });
  expect(await toTag(tag)).toMatchObject({ errcode: 45028 });
  moveTo('2026-11-22T16:00:00Z');
  expect(await toTag(tag)).toMatchObject({ errcode: 0 });
});

test('a tag says whom a 群发 reaches, and user/info tells it', async () => {
  const tag = await newTag('孕产妇');
  await stage.wechat('tags/members/batchtagging', { tagid: tag, openid_list: [newcomer] });
  expect(await stage.wechat(`user/info?openid=${newcomer}`)).toMatchObject({ tagid_list: [tag] });
  expect(await stage.wechat('tags/get')).toEqual({ tags: [{ id: tag, name: '孕产妇', count: 1 }] });
  await toTag(tag);
  expect([await texts('wang'), (await texts('new')).length]).toEqual([[], 1]);
  await stage.wechat('tags/members/batchuntagging', { tagid: tag, openid_list: [newcomer] });
  await toTag(tag);
  expect(await texts('new')).toHaveLength(1);
});

test('by openids it reaches whom it names, once each', async () => {
  await toOpenids([openid, openid]);
  expect([(await texts('wang')).length, (await texts('new')).length]).toEqual([1, 0]);
});

test.each([
  ['one openid', () => toOpenids([openid]), 40130],
  ['an openid that nobody has', () => toOpenids([openid, 'oNobody']), 40003],
  ['a tag that does not exist', () => toTag(99), 45159],
  ['nobody named', () => toTag(undefined), 45159],
  ['empty text', () => toAll(message('a', ' ')), 44004],
  ['text of more than 2048 bytes', () => toAll(message('a', '长'.repeat(683))), 45002],
  ['another type', () => toAll({ msgtype: 'mpnews' }), 40008],
  ['a clientmsgid of 65 bytes', () => toAll(message('a'.repeat(65))), 45067],
])('a 群发 with %s is refused and takes nothing from the budget', async (_name, send, errcode) => {
  expect(await send()).toMatchObject({ errcode });
  expect(await texts('wang')).toEqual([]);
});

test.each([
  ['the same name', async () => (await newTag('一'), stage.wechat('tags/create', { tag: { name: '一' } })), 45157],
  ['31 characters', async () => stage.wechat('tags/create', { tag: { name: '长'.repeat(31) } }), 45158],
])('a tag with %s is refused', async (_name, create, errcode) => {
  expect(await create()).toMatchObject({ errcode });
});

test('a hundred tags are all, and twenty on one follower', async () => {
  const tags: number[] = [];
  for (let count = 0; count < 100; count += 1) tags.push(await newTag(`标签${count}`));
  expect(await stage.wechat('tags/create', { tag: { name: '再来一个' } })).toMatchObject({ errcode: 45056 });
  const put = (tagid: number) => stage.wechat('tags/members/batchtagging', { tagid, openid_list: [openid] });
  for (const tag of tags.slice(0, 20)) expect(await put(tag)).toMatchObject({ errcode: 0 });
  expect(await put(tags[20] ?? 0)).toMatchObject({ errcode: 45059 });
  expect(await put(tags[0] ?? 0)).toMatchObject({ errcode: 0 });
});
