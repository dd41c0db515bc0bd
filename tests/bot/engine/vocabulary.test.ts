import { describe, expect, test } from 'vitest';
import { matching, type Dialogue, type Script } from '#bot/engine/script.ts';
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

describe('a long list', () => {
  const numbers = (count: number) =>
    talk(async ({ choose, say }) => {
      say(`选了${await choose('which', { title: '号', from: letters(count), ...named })}`);
    });

  test('of nine is shown whole', async () => {
    expect(await numbers(9).says('开始', '9. 诊室9')).not.toContain('更多');
  });

  test('is shown eight a page; numbers count on the page that is seen, words everywhere', async () => {
    const me = numbers(20);
    await me.says('开始', '8. 诊室8', '9. 更多');
    await me.says('更多', '1. 诊室9', '8. 诊室16', '9. 更多');
    await me.says('9', '1. 诊室17', '5. 从头看');
    await me.says('从头看', '1. 诊室1');
    await me.says('诊室20', '选了诊室20');
    const other = numbers(20);
    await other.says('开始');
    await other.says('更多');
    await other.says('2', '选了诊室10');
  });

  test('does not take a number that is not shown for one of another page', async () => {
    const me = numbers(20);
    await me.says('开始');
    await me.says('15', '没看明白', '1. 诊室1');
  });
});

test('a list of one can be taken without asking, and “返回” steps over it', async () => {
  const me = talk(async ({ choose, ask, say }) => {
    const first = await ask('first', { title: '一', accept: (t) => t, hint: '' });
    const only = await choose('only', { title: '二', from: ['甲'], ...named, only: 'take' });
    const last = await ask('last', { title: '三', accept: (t) => t, hint: '' });
    say(first + only + last);
  });
  await me.says('开始', '请告诉我一');
  await me.says('子', '请告诉我三');
  await me.says('返回', '请告诉我一');
  await me.says('丑', '请告诉我三');
  await me.says('寅', '丑甲寅');
});

test('the usual one is taken when nothing was said about it, and another when it was', async () => {
  const days = (opening?: Said) =>
    talk(async ({ choose, say }) => {
      const from = ['周一', '周三'];
      const fact = ({ days: said }: Said) => matching(from, said, (day) => day);
      say(await choose('day', { title: '日', from, ...named, fact, usual: '周一' }));
    }, opening);
  await days().says('开始', '周一');
  await days({ who: '妈妈' }).says('开始', '周一');
  await days({ days: ['周三'] }).says('开始', '周三');
  const other = days({ days: ['周日'] });
  await other.says('开始', '选不了', '1. 周一');
  await other.says('2', '周三');
});

describe('several', () => {
  const packages = (least?: number) =>
    talk(async ({ several, confirm, say }) => {
      const picked = await several('packages', { title: '服务包', from: ['慢病', '老年', '康复'], ...named, least });
      await confirm('confirm', { title: '请核对：' });
      say(`共${picked.length}项`);
    });

  test.each([
    ['1、3', '慢病、康复'],
    ['1 3', '慢病、康复'],
    ['3和1', '慢病、康复'],
    ['老年', '老年'],
    ['都要', '慢病、老年、康复'],
  ])('reads “%s”', async (text, picked) => {
    const me = packages();
    await me.says('开始', '可以选几项', '3. 康复');
    await me.says(text, `服务包：${picked}`);
  });

  test('insists on the fewest', async () => {
    const me = packages(1);
    await me.says('开始');
    await me.says('都不要', '至少选1项');
    const none = packages(0);
    await none.says('开始');
    await none.says('都不要', '服务包：不选');
    await none.says('确认', '共0项');
  });

  test('takes a press as one', async () => {
    const me = packages();
    await me.says('开始');
    await me.does({ kind: 'pick', option: '老年' }, '服务包：老年');
  });
});

describe('ask', () => {
  const symptom = () =>
    talk(async ({ ask, confirm, say }) => {
      const text = await ask('symptom', {
        title: '不适',
        accept: (t) => (t.length <= 4 ? { value: t, label: `“${t}”` } : undefined),
        hint: (t) => `${t.length}个字太长了。`,
        suggest: ['咳嗽', '发烧'],
        skip: '不填',
      });
      await confirm('confirm', { title: '请核对：' });
      say(`[${text}]`);
    });

  test('offers common answers, takes any other, and can be skipped', async () => {
    for (const [text, shown, stored] of [
      ['2', '“发烧”', '[发烧]'],
      ['头晕', '“头晕”', '[头晕]'],
      ['3', '不填', '[]'],
      ['不填', '不填', '[]'],
    ] as const) {
      const me = symptom();
      await me.says('开始', '1. 咳嗽\n2. 发烧\n3. 不填');
      await me.says(text, `不适：${shown}`);
      await me.says('确认', stored);
    }
  });

  test('hints with what is wrong', async () => {
    const me = symptom();
    await me.says('开始');
    await me.says('一二三四五', '5个字太长了', '请告诉我不适');
  });

  test('understands a sentence that says more than its own answer', async () => {
    const me = talk(async ({ ask, choose, say }) => {
      const who = await ask('who', { title: '谁', accept: (t) => t, hint: '', fact: (facts) => facts.who });
      const day = await choose('day', {
        title: '哪天',
        from: ['周一', '周二'],
        ...named,
        fact: ({ days }) => days?.[0],
      });
      say(`${who}，${day}`);
    });
    await me.says('开始');
    await me.says('我妈，周二', '妈妈，周二');
  });
});

test('decide takes yes and no in words, numbers and presses', async () => {
  for (const [text, expected] of [
    ['1', '要'],
    ['是的', '要'],
    ['不', '不要'],
    ['2', '不要'],
  ] as const) {
    const me = talk(async ({ decide, say }) => say((await decide('sms', { title: '要短信提醒吗' })) ? '要' : '不要'));
    await me.says('开始', '要短信提醒吗', '1. 是\n2. 否');
    await me.says('也许', '没看明白');
    await me.says(text, expected);
  }
});

describe('an agreement', () => {
  const sign = () =>
    talk(async ({ agree, say }) => {
      await agree('agreement', {
        title: '家庭医生服务协议',
        text: '本平台不收费。',
        version: '2026-01',
        links: [{ label: '全文', url: 'https://example.invalid/h5/agreement' }],
      });
      say('已同意');
    });

  test('takes only “确认” or “1”', async () => {
    for (const word of ['好的', '是', '对', '可以', '嗯', '确认吗']) {
      const me = sign();
      await me.says('开始', '家庭医生服务协议', '本平台不收费', '1. 确认', '全文 https://example.invalid');
      await me.says(word, '为了稳妥');
    }
    for (const word of ['确认', '1', '１', '确认。']) {
      const me = sign();
      await me.says('开始');
      await me.says(word, '已同意');
    }
  });

  test('is left by “不同意”', async () => {
    const me = sign();
    await me.says('开始');
    await me.says('不同意');
    expect(me.turn.status).toEqual({ kind: 'finished', outcome: 'cancelled' });
  });
});
