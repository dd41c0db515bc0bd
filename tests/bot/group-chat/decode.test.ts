import { expect, test } from 'vitest';
import { decodeHeard } from '#bot/channels/wechaty/decode.ts';
import { createThrottle, groupChatLimits } from '#bot/channels/wechaty/throttle.ts';
import { faultOf, saysBanned } from '#bot/channels/wechaty/trouble.ts';
import type { Heard } from '#bot/channels/wechaty/wire.ts';

const heard: Heard = {
  id: 'm1',
  room: 'r1@group',
  talker: 'somebody',
  text: '拱北几点开门',
  isText: true,
  own: false,
  mentioned: false,
  ageSeconds: 0,
};

test('a question is known by its group and its words; the call by name is taken off', () => {
  const question = { conversation: 'r1@group', sender: 'somebody', text: '拱北几点开门' };
  expect(decodeHeard(heard, '小助手')).toEqual({ ...question, addressed: false });
  for (const text of ['@小助手\u2005拱北几点开门', '@小助手 拱北几点开门', '拱北几点开门@小助手'])
    expect(decodeHeard({ ...heard, text }, '小助手')).toEqual({ ...question, addressed: true });
  expect(decodeHeard({ ...heard, mentioned: true }, '')).toEqual({ ...question, addressed: true });
});

test('whoever writes to the bot alone has called it', () => {
  const { room, ...alone } = heard;
  expect(decodeHeard(alone, '小助手')).toMatchObject({ conversation: 'somebody', addressed: true });
  expect(room).toBeDefined();
});

test.each<[string, Partial<Heard>]>([
  ['what the bot wrote itself', { own: true }],
  ['pictures', { isText: false }],
  ['what is older than a minute, and comes again after a pause', { ageSeconds: 61 }],
  ['what is too long for a question', { text: '问'.repeat(501) }],
])('not answered: %s', (_what, change) => {
  expect(decodeHeard({ ...heard, ...change }, '小助手')).toBeUndefined();
});

test('a ban is known by its words, a logout and a broken line are none', () => {
  for (const words of ['账号被限制登录', '该帐号存在异常，已封号', 'Account suspended', '环境异常，账号已被冻结'])
    expect([words, saysBanned(words)]).toEqual([words, true]);
  for (const words of ['在别处登录', 'logout()', 'ECONNRESET', '网络异常', 'puppet stop()'])
    expect([words, saysBanned(words)]).toEqual([words, false]);
});

test('of a fault only its kind and place are kept', () => {
  const fault = faultOf(new TypeError('王秀英说\nat 胸口痛 (x:1:1)'));
  expect(fault.name).toBe('TypeError');
  expect(fault.at.length).toBeGreaterThan(0);
  expect(JSON.stringify(fault)).not.toMatch(/\p{Script=Han}/u);
  expect(faultOf('王秀英')).toEqual({ name: 'string', at: [] });
});

test('uncalled the bot points to the account seldom, called as often as anything', () => {
  let now = 0;
  const throttle = createThrottle(() => now);
  const admits = (sender: string, addressed: boolean) =>
    throttle.admits({ kind: 'pointer', text: '' }, { conversation: 'r1', sender, addressed, text: '' });
  expect([admits('a', false), admits('b', false), admits('b', true)]).toEqual([true, false, true]);
  now += groupChatLimits.uncalledEveryMs;
  expect(admits('c', false)).toBe(true);
});

test('a group is answered so often, whoever asks, and another group not less for it', () => {
  const throttle = createThrottle(() => 0);
  const admits = (conversation: string, sender: string) =>
    throttle.admits({ kind: 'public', text: '' }, { conversation, sender, addressed: true, text: '' });
  const { atOnce } = groupChatLimits.group;
  for (let person = 0; person < atOnce; person += 1) expect(admits('r1', `${person}`)).toBe(true);
  expect(admits('r1', 'one more')).toBe(false);
  expect(admits('r2', 'one more')).toBe(true);
});
