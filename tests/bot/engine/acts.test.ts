import { describe, expect, test } from 'vitest';
import type { Dialogue, Script } from '#bot/engine/script.ts';
import { chat, plainReaders, type Said } from './chat.ts';

/** A dialogue of a few lines. */
function dialogue<World>(script: (script: Script<Said>, world: World) => Promise<void>): Dialogue<World, Said> {
  return { name: 'sample', service: '样例', audience: 'resident', title: '样例', script };
}

function talk(script: (script: Script<Said>) => Promise<void>, opening?: Said) {
  return chat(dialogue<undefined>(script), undefined, plainReaders, opening);
}

const letters = (count: number) => Array.from({ length: count }, (_, i) => `诊室${i + 1}`);
const named = { id: (t: string) => t, label: (t: string) => t, none: { say: '没有。' } };

describe('act', () => {
  test('runs once, and again when what it was done for changes', async () => {
    const keys: string[] = [];
    const me = talk(async ({ ask, act, say }) => {
      const phone = await ask('phone', { title: '手机号', accept: (t) => t, hint: '' });
      await act('send-code', async (key) => void keys.push(key), { per: phone });
      say(`验证码已发到${phone}。`);
      await ask('code', { title: '验证码', accept: (t) => (t === '123456' ? t : undefined), hint: '不对。' });
    });
    await me.says('开始');
    await me.says('111', '验证码已发到111', '请告诉我验证码');
    expect(await me.says('000000', '不对')).not.toContain('已发到');
    await me.says('返回', '请告诉我手机号');
    await me.says('222', '验证码已发到222');
    await me.says('123456');
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(2);
    expect(keys.join()).not.toContain('111');
  });

  test('comes back through JSON, the same in every turn', async () => {
    const results: unknown[] = [];
    const me = talk(async ({ act, ask }) => {
      const done = await act('make', async () => ({ at: new Date(0), nothing: undefined, number: 3 }));
      results.push(done);
      await ask('more', { title: '还有', accept: (t) => t, hint: '' });
    });
    await me.says('开始');
    await me.says('没了');
    expect(results).toEqual([
      { at: '1970-01-01T00:00:00.000Z', number: 3 },
      { at: '1970-01-01T00:00:00.000Z', number: 3 },
    ]);
    expect(results[0]).toEqual(results[1]);
  });

  test('cannot be stepped behind once it is committed', async () => {
    const me = talk(async ({ ask, act, say }) => {
      await ask('what', { title: '什么', accept: (t) => t, hint: '' });
      await act('commit', async () => true);
      await ask('word', { title: '评价', accept: (t) => t, hint: '' });
      say('谢谢');
    });
    await me.says('开始');
    await me.says('甲', '请告诉我评价');
    await me.says('返回', '第一步', '请告诉我评价');
    await me.says('好', '谢谢');
  });

  test('a fault passes through and nothing is kept of it', async () => {
    let broken = true;
    const me = talk(async ({ act, ask, say }) => {
      await ask('what', { title: '什么', accept: (t) => t, hint: '' });
      await act('commit', async () => {
        if (broken) throw new Error('disk full');
        return true;
      });
      say('好了');
    });
    await me.says('开始');
    await expect(me.says('甲')).rejects.toThrow('disk full');
    broken = false;
    await me.says('甲', '好了');
  });
});

test('a kept fact does not move, and “返回” does not forget it', async () => {
  let price = 10;
  const me = talk(async ({ keep, ask, say }) => {
    const kept = await keep('price', () => price);
    await ask('one', { title: '一', accept: (t) => t, hint: '' });
    await ask('two', { title: '二', accept: (t) => t, hint: '' });
    say(`${kept}元`);
  });
  await me.says('开始');
  price = 20;
  await me.says('甲');
  await me.says('返回', '请告诉我一');
  await me.says('甲');
  await me.says('乙', '10元');
});

test('a part that is over is not run again: its questions no longer have to hold', async () => {
  const slots = ['18:30', '19:30'];
  const me = talk(async ({ part, choose, act, ask, say }) => {
    const slot = await part('booking', async () => {
      const picked = await choose('slot', { title: '时段', from: slots, ...named });
      await act('book', async () => void slots.splice(slots.indexOf(picked), 1));
      return picked;
    });
    say(`约好了${slot}。`);
    await ask('note', { title: '备注', accept: (t) => t, hint: '' });
    say('记下了。');
  });
  await me.says('开始');
  await me.says('1', '约好了18:30', '请告诉我备注');
  expect(await me.says('带病历', '记下了')).not.toContain('选不了');
});

test('a detour goes to another dialogue once, and ends kindly when it led to nothing', async () => {
  const me = chat(
    dialogue<{ bound: boolean }>(async ({ detour, say }, world) => {
      if (!world.bound) await detour('bind', { say: '先绑定。', otherwise: '没有绑定，先不约了。' });
      say('可以约了。');
    }),
    { bound: false },
    plainReaders,
  );
  await me.says('夜门诊', '先绑定。');
  expect(me.turn.status).toEqual({ kind: 'detour', to: 'bind' });
  const saved = me.saved;
  await me.does({ kind: 'again' }, '没有绑定，先不约了');
  expect(me.turn.status).toEqual({ kind: 'finished', outcome: 'in-vain' });
  me.released(
    dialogue<{ bound: boolean }>(async ({ say }) => say('可以约了。')),
    { bound: true },
  );
  me.resumes(saved);
  await me.does({ kind: 'again' }, '可以约了');
});

test('links and lines go out once, with the question they belong to', async () => {
  const me = talk(async ({ say, ask }) => {
    say('您好。', [{ label: '说明', url: 'https://example.invalid/a' }]);
    await ask('one', { title: '一', accept: (t) => (t === '对' ? t : undefined), hint: '不对。' });
    say('谢谢。');
  });
  await me.says('开始', '您好。\n请告诉我一', '说明 https://example.invalid/a');
  expect(await me.says('错', '不对。')).not.toContain('您好');
  await me.says('再说一遍', '您好。\n请告诉我一');
  await me.says('对', '谢谢。');
});

test('what does not fit one message goes out as several, the choices in the last', async () => {
  const me = talk(async ({ say, choose }) => {
    for (let i = 0; i < 5; i += 1) say('长'.repeat(200));
    await choose('which', { title: '号', from: letters(9), ...named });
  });
  await me.says('开始', '9. 诊室9');
  expect(me.turn.replies.length).toBeGreaterThan(1);
  expect(me.turn.replies.filter(({ choices }) => choices)).toEqual([me.turn.replies.at(-1)]);
});
