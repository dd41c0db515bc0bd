import { expect, test } from 'vitest';
import type { Dialogue, Script } from '#bot/engine/script.ts';
import { chat, plainReaders, type Said } from './chat.ts';

function talk(script: (script: Script<Said>) => Promise<void>) {
  const sample: Dialogue<undefined, Said> = {
    name: 'sample',
    service: '样例',
    audience: 'resident',
    title: '样例',
    script,
  };
  return chat(sample, undefined, plainReaders);
}

const free = { title: '话', accept: (t: string) => t, hint: '' };
const named = { id: (t: string) => t, label: (t: string) => t, none: { say: '没有。' } };

test('a question met twice in one run is the author’s mistake, and the message says what to do', async () => {
  const me = talk(async ({ ask }) => {
    await ask('word', free);
    await ask('word', free);
  });
  await me.says('开始');
  await expect(me.says('甲')).rejects.toThrow("dialogue 'sample' comes to 'word' twice; each needs a key of its own");
});

test('a missing await is found', async () => {
  const together = talk(async ({ ask }) => {
    await Promise.all([ask('one', free), ask('two', free)]);
  });
  await expect(together.says('开始')).rejects.toThrow('`await` missing');
  const dropped = talk(async ({ act }) => {
    void act('commit', () => new Promise((resolve) => setTimeout(resolve, 5)));
  });
  await expect(dropped.says('开始')).rejects.toThrow("ends before 'commit' does");
});

test('a key that is no name is refused', async () => {
  await expect(talk(async ({ ask }) => void (await ask('1', free))).says('开始')).rejects.toThrow("has the key '1'");
});

test('reopening a question that was not asked is refused', async () => {
  const me = talk(async ({ choose }) => {
    await choose('slot', { title: '时段', from: [], ...named, none: { say: '满了。', reopen: 'dat' } });
  });
  await expect(me.says('开始')).rejects.toThrow("reopens 'dat', which was not asked before it");
});

test('a reopened question is asked aloud, also when there is only one thing to answer', async () => {
  const me = talk(async ({ choose }) => {
    await choose('day', { title: '日', from: ['甲'], ...named, only: 'take' });
    await choose('slot', { title: '时', from: [], ...named, none: { say: '满了。', reopen: 'day' } });
  });
  await me.says('开始', '满了。', '请选择日');
  await me.says('1', '满了。', '请选择日');
});

test('nothing after a question that waits is run, not even finally', async () => {
  let ran = false;
  const me = talk(async ({ ask }) => {
    try {
      await ask('one', free);
    } finally {
      ran = true;
    }
  });
  await me.says('开始');
  expect(ran).toBe(false);
});

test('a dialogue that ends without a word is not silent', async () => {
  await talk(async () => {}).says('开始', '菜单');
});
