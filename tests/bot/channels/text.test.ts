import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cutToBytes,
  cutToCodePoints,
  fitReplies,
  plain,
  printContent,
  printReply,
  replyContent,
  TEXT_BYTES,
} from '#bot/channels/tencent/text.ts';

const bytes = (text: string) => Buffer.byteLength(text);

test('choices are numbered lines and links can be pressed', () => {
  const reply = {
    text: '请选择就诊时间：',
    choices: [
      { key: 'a', label: '18:00' },
      { key: 'b', label: '18:15' },
    ],
    links: [{ label: '查看协议', url: 'http://localhost:3000/h5/agreement?a=1&b="2"' }],
  };
  expect(printReply(reply)).toBe(
    '请选择就诊时间：\n1. 18:00\n2. 18:15\n<a href="http://localhost:3000/h5/agreement?a=1&b=%222%22">查看协议</a>',
  );
  expect(replyContent(reply)).toEqual({ text: '请选择就诊时间：\n1. 18:00\n2. 18:15', links: reply.links });
});

test('replies share one text while they fit, and the rest is handed back whole', () => {
  const long = (character: string) => ({ text: character.repeat(300) });
  const { text, rest } = fitReplies([long('甲'), long('乙'), long('丙')]);
  expect(text).toBe(`${'甲'.repeat(300)}\n\n${'乙'.repeat(300)}`);
  expect(rest).toEqual([long('丙')]);
});

test('a reply too long for any text is cut between characters as people see them, and nothing of it is lost', () => {
  const family = '👨‍👩‍👧';
  const reply = { text: family.repeat(300), choices: [{ key: 'a', label: '好的' }] };
  const { text, rest } = fitReplies([reply]);
  const parts = [text, ...rest.map(printReply)];
  expect(parts.every((part) => bytes(part) <= TEXT_BYTES)).toBe(true);
  expect(parts.every((part) => part.replaceAll(family, '').replace('\n1. 好的', '') === '')).toBe(true);
  expect(parts.join('').split(family).length - 1).toBe(300);
  expect(parts.filter((part) => part.includes('1. 好的'))).toHaveLength(1);
});

test('a line’s end is preferred for the cut', () => {
  const lines = Array.from({ length: 60 }, (_line, index) => `第${index}行${'字'.repeat(15)}`);
  const { text, rest } = fitReplies([{ text: lines.join('\n') }]);
  expect([...text.split('\n'), ...(rest[0]?.text.split('\n') ?? [])]).toEqual(lines);
});

test('every text fits, whatever is said', () => {
  const word = fc.string({ unit: 'grapheme', maxLength: 900 });
  const reply = fc.record({
    text: word,
    choices: fc.array(fc.record({ key: fc.string(), label: fc.string({ unit: 'grapheme' }) })),
  });
  fc.assert(
    fc.property(fc.array(reply, { maxLength: 4 }), (replies) => {
      const { text, rest } = fitReplies(replies);
      expect(bytes(text)).toBeLessThanOrEqual(TEXT_BYTES);
      for (const piece of rest) expect(bytes(fitReplies([piece]).text)).toBeLessThanOrEqual(TEXT_BYTES);
    }),
  );
});

test('a heap of combining marks longer than a text ends', () => {
  const { text, rest } = fitReplies([{ text: `a${'\u0301'.repeat(5000)}` }]);
  expect(bytes(text)).toBeLessThanOrEqual(TEXT_BYTES);
  expect(text.length + rest.reduce((sum, piece) => sum + piece.text.length, 0)).toBe(5001);
});

test('nothing to say is the empty text', () => {
  expect(fitReplies([])).toEqual({ text: '', rest: [] });
  expect(fitReplies([{ text: ' \n' }])).toEqual({ text: '', rest: [] });
});

test('what somebody typed cannot make a link, turn the line or hide a character', () => {
  expect(plain('<a href="http://evil">点我</a> a<b')).toBe('＜a href="http://evil">点我＜/a> a＜b');
  expect(plain('血压 < 140，> 90，1<2')).toBe('血压 < 140，> 90，1<2');
  expect(plain('\u202e反\u200b\u0000\ud800👨‍👩‍👧\t\n')).toBe('反👨‍👩‍👧\t\n');
});

test('a delivery’s content keeps its links when its text is too long', () => {
  const links = [{ label: '看报告', url: 'http://localhost:3000/h5/report/1' }];
  const printed = printContent({ text: '汉'.repeat(900), links });
  expect(bytes(printed)).toBeLessThanOrEqual(TEXT_BYTES);
  expect(printed.endsWith('…\n<a href="http://localhost:3000/h5/report/1">看报告</a>')).toBe(true);
});

test('the buttons of a card become numbered lines where there are no cards', () => {
  const card = {
    taskId: 't',
    title: '签约申请',
    lines: [],
    buttons: [
      { key: 'y', label: '同意', style: 'primary' as const },
      { key: 'n', label: '不同意', style: 'danger' as const },
    ],
  };
  expect(printContent({ text: '王秀英申请签约。', card })).toBe('王秀英申请签约。\n1. 同意\n2. 不同意');
});

test('cuts count bytes and code points, not halves of characters', () => {
  expect(cutToBytes('汉😀字', 6)).toBe('汉');
  expect(cutToBytes('汉😀字', 7)).toBe('汉😀');
  expect(cutToCodePoints('😀😀😀', 3)).toBe('😀😀😀');
  expect(cutToCodePoints('😀😀😀😀', 3)).toBe('😀😀…');
});
