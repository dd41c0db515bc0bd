import { describe, expect, test } from 'vitest';
import type { GroupAnswer } from '#bot/group-chat/answer.ts';
import { groupChatLimits } from '#bot/channels/wechaty/throttle.ts';
import { neighbourhood } from '#bot/sandbox/group-chat/neighbours.ts';
import { openNeighbourhood, wechatyIsHere } from '#tests/support/wechaty.ts';

const [zhen, zhou] = neighbourhood.members;
const pause = groupChatLimits.gapMs + groupChatLimits.gapSpreadMs;

describe.skipIf(!wechatyIsHere())('a group behind the mock puppet', () => {
  test('a question is answered in the group; the bot does not answer itself', async () => {
    const group = openNeighbourhood();
    await group.becomes('online');
    group.writes(zhen, `@${neighbourhood.bot}\u2005拱北几点开门`);
    await group.ended('public');
    group.writes(zhou, '香湾呢');
    group.passes(pause);
    await group.ended('public', 2);
    expect(group.written).toEqual(['问：拱北几点开门', '问：香湾呢']);
    expect(group.asked).toEqual([
      { text: '拱北几点开门', addressed: true },
      { text: '香湾呢', addressed: false },
    ]);
  });

  test('one answer at a time, with a pause after each; a warning of danger goes first', async () => {
    const group = openNeighbourhood(async ({ text }) => ({ kind: text === '救命' ? 'danger' : 'public', text }));
    await group.becomes('online');
    group.writes(zhen, '一');
    await group.ended('public');
    group.writes(zhen, '二');
    group.writes(zhou, '三');
    group.writes(zhou, '救命');
    while (group.asked.length < 4) await new Promise((resolve) => setImmediate(resolve));
    expect(group.written).toEqual(['一']);
    group.passes(pause);
    await group.ended('danger');
    expect(group.written).toEqual(['一', '救命']);
    group.passes(pause);
    await group.ended('public', 2);
    group.passes(pause);
    await group.ended('public', 3);
    expect(group.written).toEqual(['一', '救命', '二', '三']);
  });

  test('one person and one group are answered so often and no more; danger always', async () => {
    let answer: GroupAnswer = { kind: 'help', text: '请到公众号' };
    const group = openNeighbourhood(async () => answer);
    await group.becomes('online');
    const { person } = groupChatLimits;
    for (let said = 1; said <= person.atOnce; said += 1) {
      group.writes(zhen, '在吗');
      await group.ended('help', said);
      group.passes(pause);
    }
    group.writes(zhen, '在吗');
    await group.ended('throttled');
    group.writes(zhou, '在吗');
    await group.ended('help', person.atOnce + 1);
    answer = { kind: 'danger', text: '请打120' };
    group.passes(pause);
    group.writes(zhen, '胸口痛');
    await group.ended('danger');
    expect(group.written.at(-1)).toBe('请打120');
    expect(group.written).toHaveLength(person.atOnce + 2);
  });

  test('an answer that throws is counted and told by a number, without the words; the next one is given', async () => {
    const group = openNeighbourhood(async ({ text }) => {
      if (text === '坏了') throw new Error(`could not answer ${text}`);
      return { kind: 'public', text: '好了' };
    });
    await group.becomes('online');
    group.writes(zhen, '坏了');
    await group.ended('failed');
    expect(group.events).toContainEqual(
      expect.objectContaining({ kind: 'failed', incident: expect.stringMatching(/^[0-9a-f]{8}$/) }),
    );
    group.writes(zhen, '好了吗');
    await group.ended('public');
    expect(group.written).toEqual(['好了']);
  });

  test('a puppet that throws where nobody catches it ends alone, and is begun again after a pause', async () => {
    const group = openNeighbourhood(undefined, 'in a process of its own');
    await group.becomes('online');
    group.channel.happen({ kind: 'fail', how: 'throws', why: '阿珍说她胸口痛' });
    await group.becomes('away');
    const [pause = 0] = group.waits();
    expect(group.waits()).toHaveLength(1);
    expect(pause).toBeGreaterThan(20_000);
    group.passes(pause);
    await group.becomes('online');
    group.writes(zhen, '还在吗');
    await group.ended('public');
    expect(group.written).toEqual(['问：还在吗']);
    expect(JSON.stringify(group.events.filter(({ kind }) => kind !== 'written'))).not.toContain('胸口痛');
  }, 300_000);

  test('a fault that the puppet tells of is passed on without its words, and changes nothing', async () => {
    const group = openNeighbourhood();
    await group.becomes('online');
    group.channel.happen({ kind: 'fail', how: 'says', why: '阿珍\n  at 胸口痛 (a:1:1)' });
    group.writes(zhen, '在吗');
    await group.ended('public');
    const faults = group.events.filter(({ kind }) => kind === 'fault');
    expect(faults).toHaveLength(1);
    expect(JSON.stringify(faults)).not.toMatch(/\p{Script=Han}/u);
    expect(group.channel.state()).toBe('online');
  });

  test('a logout is told, and the account comes back later and later, until it has stayed', async () => {
    const group = openNeighbourhood();
    await group.becomes('online');
    const comesBack = async () => {
      group.channel.happen({ kind: 'log-out', why: '在别处登录' });
      await group.becomes('away');
      while (group.waits().length === 0) await new Promise((resolve) => setImmediate(resolve));
      const [pause = 0, ...others] = group.waits();
      expect(others).toEqual([]);
      group.passes(pause);
      await group.becomes('online');
      return pause;
    };
    const pauses = [await comesBack(), await comesBack(), await comesBack()];
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(pauses.at(-1)).toBeGreaterThan(80_000);
    group.passes(3_600_000);
    expect(await comesBack()).toBeLessThan(40_000);
    const states = group.events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));
    expect(states.slice(0, 5)).toEqual(['connecting', 'online', 'away', 'connecting', 'online']);
  });

  test.each([
    ['log-out', '账号被限制登录'],
    ['fail', 'your account has been banned'],
  ] as const)('a ban (%s: %s) ends it for good: nothing is tried again', async (kind, why) => {
    const group = openNeighbourhood();
    await group.becomes('online');
    group.channel.happen(kind === 'fail' ? { kind, how: 'says', why } : { kind, why });
    await group.becomes('banned');
    await group.channel.stop();
    group.passes(24 * 3_600_000);
    const states = group.events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));
    expect(states).toEqual(['connecting', 'online', 'banned', 'off']);
    expect(group.waits()).toEqual([]);
  });
});
