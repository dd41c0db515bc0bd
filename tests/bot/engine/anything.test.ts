import fc from 'fast-check';
import { expect, test } from 'vitest';
import { play } from '#bot/engine/play.ts';
import { unsaid } from '#bot/engine/saved.ts';
import type { Dialogue } from '#bot/engine/script.ts';
import type { Input, Turn } from '#bot/engine/turn.ts';
import { plainReaders, throughJson, type Said } from './chat.ts';
import { bookNightClinic, town, type TownWorld } from './town.ts';

const named = { id: (t: string) => t, label: (t: string) => t, none: { say: '没有。' } };

/** Every word of the vocabulary in one dialogue. */
const everything: Dialogue<unknown, Said> = {
  name: 'everything',
  service: '样例',
  audience: 'resident',
  title: '样例',
  async script({ choose, several, ask, decide, confirm, agree, act, keep, part, say, receipt }) {
    const size = await keep('size', () => 20);
    const rooms = Array.from({ length: size }, (_, i) => `诊室${i + 1}`);
    const room = await choose('room', {
      title: '诊室',
      from: rooms,
      ...named,
      fact: ({ days }) => days && rooms.slice(0, days.length),
    });
    const packages = await several('packages', { title: '服务包', from: ['慢病', '老年', '康复'], ...named, least: 0 });
    const sms = await decide('sms', { title: '要短信提醒吗', fact: ({ who }) => (who ? true : undefined) });
    const note = await ask('note', {
      title: '备注',
      accept: (t) => (t.length > 0 && t.length < 20 ? t : undefined),
      hint: '太长了。',
      suggest: ['带病历'],
      skip: '不填',
    });
    await agree('agreement', { title: '协议', text: '本平台不收费。', version: '1' });
    await confirm('confirm', { title: '请核对：' });
    await part('paying', async () => {
      await act('pay', async () => [room, packages, sms, note]);
      return true;
    });
    say('好了。');
    const mark = await choose('mark', { title: '满意吗', from: ['1分', '2分', '3分', '4分', '5分'], ...named });
    receipt({ done: `谢谢，${mark}。`, undo: '要取消请回复“取消预约”。' });
  },
};

const texts = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('1', '2', '3', '9', '确认', '好的', '不', '对', '取消', '更多', '都不是', '都要'),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '改1',
      '改2',
      '3不对',
      '改时段',
      '备注改成带药',
      '周三七点半',
      '周二周三',
      '我妈',
      '周日',
      '返回去',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 700, minLength: 0 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '\u0000',
      '王秀英'.repeat(300),
      '__proto__',
      'constructor',
      '@cancel',
      '@more',
      '-1',
      '0',
      '1e9',
    ),
  },
);

const inputs: fc.Arbitrary<Input<Said>> = fc.oneof(
  { weight: 12, arbitrary: texts.map((text) => ({ kind: 'text' as const, text })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('again' as const, 'help' as const, 'back' as const).map((kind) => ({ kind })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        'yes',
        'no',
        '@more',
        '@all',
        '@change',
        '@cancel',
        '@line.date',
        '@nothing',
        'wang',
        '周二',
        '__proto__',
      )
      .map((option) => ({ kind: 'pick' as const, option })),
  },
);

test('10,000 random messages over all states of two dialogues: always an answer, never stuck', {
  timeout: 120_000,
}, async () => {
  const reached = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(inputs, { minLength: 40, maxLength: 40 }), fc.boolean(), async (messages, first) => {
      const here = town();
      const dialogue: Dialogue<TownWorld, Said> = first ? bookNightClinic : everything;
      let state = unsaid<Said>('dialogue-1');
      let open = false;
      for (const input of messages) {
        const turn: Turn<Said> = await play<TownWorld, Said>(
          dialogue,
          state,
          open ? input : { kind: 'start' },
          here.world,
          plainReaders,
        );
        const cancelled = turn.status.kind === 'finished' && turn.status.outcome === 'cancelled';
        expect(turn.replies.length > 0 || cancelled).toBe(true);
        for (const { text, choices = [] } of turn.replies) {
          expect(text.trim()).not.toBe('');
          expect(choices.length).toBeLessThanOrEqual(20);
        }
        state = throughJson(turn.saved);
        open = turn.status.kind === 'waiting';
        if (turn.status.kind === 'waiting')
          reached.set(turn.status.question, (reached.get(turn.status.question) ?? 0) + 1);
        else state = unsaid<Said>('dialogue-1');
        // Never stuck: whatever was said before, the question that is open takes a plain answer or can be asked again.
        const again = open
          ? await play<TownWorld, Said>(dialogue, state, { kind: 'again' }, here.world, plainReaders)
          : turn;
        expect(again.replies.length > 0 || cancelled).toBe(true);
        expect(Object.keys(state.answers).length).toBeLessThan(20);
        expect(JSON.stringify(state).length).toBeLessThan(20_000);
      }
    }),
    { numRuns: 250, seed: 20261122 },
  );
  const asked = ['who', 'date', 'slot', 'complaint', 'confirm', 'room', 'packages', 'sms', 'note', 'agreement', 'mark'];
  expect([...reached.keys()].sort()).toEqual(expect.arrayContaining(asked.sort()));
});
