import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InboundEvent } from '#bot/message.ts';
import { cards, dialogues, phrases } from '#bot/dialogues/index.ts';
import { house } from './house.ts';

const words = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('1', '2', '3', '５', '一', '第二个', '确认', '好的', '不', '对', '1.', '更多', '都不是'),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '菜单',
      '帮助',
      '取消',
      '返回',
      '我的',
      '人工',
      '继续',
      '再说一遍',
      '说错了',
      '退订',
      '恢复',
      '结束人工',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('夜门诊', '签约', '转诊', '工作台', '帮我妈约周三夜门诊', '我要签约', '绑定', '不是我'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '胸痛',
      '不想活了',
      '血压190/120',
      '没有胸痛',
      '去年胸痛过',
      '回复 1234 您好',
      '结束人工 1234',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '周三',
      '改1',
      '日期改成周四',
      '咳嗽',
      '谢谢',
      '你好',
      '我妈',
      '拱北',
      '王秀英',
      '13800000001',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

const events: fc.Arbitrary<InboundEvent> = fc.oneof(
  { weight: 12, arbitrary: words.map((text) => ({ kind: 'text' as const, text, spoken: false })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<InboundEvent>(
      { kind: 'unreadable', what: 'image' },
      { kind: 'followed' },
      { kind: 'scanned', scene: 'sign.doctor.chen' },
      { kind: 'menu-pressed', key: '夜门诊' },
      { kind: 'card-pressed', card: 'ask-nobody-1', key: 'yes', responseCode: 'r' },
      { kind: 'card-pressed', card: 'nothing', key: '__proto__', responseCode: 'r' },
    ),
  },
);

test('800 random messages to everything the house can talk about: never a fault, never silence but with staff, never stuck', {
  timeout: 300_000,
}, async () => {
  const home = await house({ program: { dialogues, cards, phrases } });
  let accounts = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(events, { minLength: 40, maxLength: 40 }), fc.boolean(), async (said, bound) => {
      accounts += 1;
      const me = home.phone(`openid-${accounts}`);
      // One account for each resident and channel: the binding moves from phone to phone.
      if (bound) await me.bind(home.people.wang);
      let withStaff = false;
      for (const event of said) {
        const answer = await me.does(event);
        withStaff = answer === 'success' || (withStaff && answer === '');
        if (answer === 'success') {
          const row = await home.database.read((tx) =>
            tx.prisma.contact.findFirst({ where: { handedOverUntil: { gt: tx.now } } }),
          );
          expect(row, `silence after ${JSON.stringify(event)}`).not.toBeNull();
        }
      }
      // From wherever that led: out of it, and the menu is there.
      await me.says('结束人工');
      await me.says('取消');
      await me.says('取消');
      await me.says('菜单', '1. ');
      const [, first = ''] = /1\. ([^（\n]+)/.exec(await me.says('菜单')) ?? [];
      expect(await me.says('1')).not.toContain('没太明白');
      expect(first).not.toBe('');
    }),
    { numRuns: 20, seed: 20261122 },
  );
  expect(home.events.filter(({ kind }) => kind === 'failed')).toEqual([]);
});
