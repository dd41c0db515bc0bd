import { existsSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ChannelName, InboundEvent } from '#bot/message.ts';
import { cards, dialogues, phrases } from '#bot/dialogues/index.ts';
import { turnClinicDay } from '#domain/clinics/nightly.ts';
import { lastCode } from '#tests/support/people.ts';
import { house, type House, type Phone } from './house.ts';
import { anything, fitting, openings } from './random-words.ts';
import { noting } from './states.ts';

const messages = 10_000;
/** Within what one account may say at once. */
const perWalk = 40;
const messageMinutes = 0.05;

/** Chance that repeats. */
function chance(seed: number): <T>(from: readonly T[]) => T {
  let state = seed;
  return (from) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const one = from[Math.floor((state / 2 ** 32) * from.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  };
}

interface Person {
  who: string;
  account: string;
  channel: ChannelName;
  bound?: string;
}

function people({ people: { wang, li, jianjun } }: House, walk: number): readonly Person[] {
  return [
    { who: 'nobody', account: `nobody-${walk}`, channel: 'wechat' },
    { who: 'nobody', account: `nobody-${walk}`, channel: 'wechat' },
    { who: 'resident', account: `wang-${walk}`, channel: 'wechat', bound: wang },
    { who: 'resident', account: `li-${walk}`, channel: 'wechat', bound: li },
    { who: 'resident', account: `jianjun-${walk}`, channel: 'wechat', bound: jianjun },
    { who: 'resident', account: `jianjun-${walk}`, channel: 'wechat', bound: jianjun },
    { who: 'staff', account: 'chen.zhiyuan', channel: 'wecom' },
    { who: 'staff', account: 'he.jing', channel: 'wecom' },
    { who: 'staff', account: 'lin.xiaomei', channel: 'wecom' },
    { who: 'staff', account: 'fang.min', channel: 'wecom' },
  ];
}

test('10,000 messages over every question of every dialogue: always an answer, never a fault, never stuck', {
  timeout: 600_000,
}, async () => {
  // In memory: what a crash would cost is shown elsewhere.
  if (existsSync('/dev/shm')) vi.stubEnv('TMPDIR', '/dev/shm');
  onTestFinished(() => void vi.unstubAllEnvs());
  const states = noting(dialogues);
  const home = await house({ program: { dialogues: states.dialogues, cards, phrases } });
  await home.database.transact(turnClinicDay);
  const pick = chance(20_261_130);
  for (let walk = 0; walk < messages / perWalk; walk += 1) {
    const person = pick(people(home, walk));
    const phone = home.phone(person.account, person.channel);
    if (person.bound !== undefined) await phone.bind(person.bound);
    await wander(home, phone, person, async () => {
      const state = states.last();
      const answer = fitting(state);
      if (answer === 'code') return home.database.read((tx) => lastCode(tx, pick(['13800000001', '13800000004'])));
      if (pick([0, 1, 2, 3]) === 0) return pick(anything);
      return pick([...answer, ...answer, ...openings(person.who)]);
    });
  }
  expect(home.events.filter(({ kind }) => kind === 'failed')).toEqual([]);
  const names = dialogues.map(({ name }) => name);
  expect(names.filter((name) => !states.reached.has(name))).toEqual([]);
  const questions = [...states.reached].filter((state) => state.includes(' '));
  expect(questions.length, questions.join('\n')).toBeGreaterThanOrEqual(60);
});

async function wander(
  home: House,
  phone: Phone,
  { who }: Person,
  next: () => Promise<InboundEvent | string>,
): Promise<void> {
  let silent = false;
  for (let said = 0; said < perWalk - 5; said += 1) {
    home.later(messageMinutes);
    const event = await next();
    const answer = await (typeof event === 'string' ? phone.says(event) : phone.does(event));
    expect(answer.length, `to ${JSON.stringify(event)}`).toBeGreaterThan(0);
    // Silence is meant only while staff talk with somebody.
    silent = answer.startsWith('success');
    if (silent) await phone.says('结束人工', '人工');
  }
  // From wherever that led: out of it, and the menu is there.
  await phone.says('结束人工');
  await phone.says('取消');
  await phone.says('取消');
  const [, first] = /1\. ([^（\n]+)/.exec(await phone.says('菜单')) ?? [];
  expect(first, who).toBeDefined();
  expect(await phone.says('1')).not.toContain('没太明白');
}
