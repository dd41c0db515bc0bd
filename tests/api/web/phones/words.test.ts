import { expect, test } from 'vitest';
import { mergeBubbles } from '../../../../api/web/phones/state/merge.ts';
import { pretty } from '../../../../api/web/phones/state/pretty.ts';
import { askedFor, codeIn, partsOf, runsOf } from '../../../../api/web/phones/state/words.ts';
import type { Bubble } from '#bot/sandbox/protocol.ts';

test('numbered lines become choices, and everything around them stays words', () => {
  expect(partsOf('您想约哪一个？\n1. 晚上6:00\n2．晚上7:30\n\n回复序号。')).toEqual([
    { kind: 'words', runs: [{ text: '您想约哪一个？' }] },
    { kind: 'choice', number: '1', label: '晚上6:00' },
    { kind: 'choice', number: '2', label: '晚上7:30' },
    { kind: 'words', runs: [{ text: '回复序号。' }] },
  ]);
});

test('a number within a sentence and a year at its start are no choices', () => {
  expect(partsOf('还有 3. 个号').map((part) => part.kind)).toEqual(['words']);
  expect(partsOf('2026.11.22 就诊').map((part) => part.kind)).toEqual(['words']);
});

test('links of the web and of WeChat’s menu are links, scripts are words', () => {
  expect(runsOf('请打开<a href="http://localhost:3000/h5?a=1">协议</a>签名')).toEqual([
    { text: '请打开' },
    { text: '协议', href: 'http://localhost:3000/h5?a=1' },
    { text: '签名' },
  ]);
  expect(runsOf('<a href="javascript:alert(1)">点我</a>')).toEqual([{ text: '点我' }]);
  expect(runsOf('<b>粗</b>')).toEqual([{ text: '<b>粗</b>' }]);
  expect(runsOf("<a href='weixin://bizmsgmenu?msgmenucontent=a'>好</a>")[0]?.href).toMatch(/^weixin:/);
});

test('a bare address is a link and ends before Chinese words', () => {
  expect(runsOf('见 https://example.invalid/a?b=1，谢谢')).toEqual([
    { text: '见 ' },
    { text: 'https://example.invalid/a?b=1', href: 'https://example.invalid/a?b=1' },
    { text: '，谢谢' },
  ]);
});

test('what a message asks for is offered', () => {
  expect(askedFor('回复“确认”提交，或回复“取消”放弃。')).toEqual(['确认', '取消']);
  expect(askedFor('您是想“夜门诊”')).toEqual([]);
});

test('only six digits alone are a code', () => {
  expect(codeIn('【家医】验证码 482913，10分钟内有效')).toBe('482913');
  expect(codeIn('预约号 20261122')).toBeUndefined();
});

test('a changed bubble takes the place of the old one, and history comes before it', () => {
  const bubble = (id: number, text: string): Bubble => ({
    id,
    phone: 'wang',
    place: 'wechat',
    mine: false,
    at: '2026-11-22T12:00:00Z',
    content: { kind: 'text', text },
  });
  const merged = mergeBubbles([bubble(5, '旧'), bubble(6, '六')], [bubble(3, '三'), bubble(5, '新')]);
  expect(merged.map(({ id, content }) => [id, 'text' in content && content.text])).toEqual([
    [3, '三'],
    [5, '新'],
    [6, '六'],
  ]);
});

test('XML is broken into lines, and JSON with a 64-bit number keeps every digit', () => {
  expect(pretty('<xml><A><![CDATA[一]]></A><B><C>2</C></B></xml>')).toBe(
    '<xml>\n  <A><![CDATA[一]]></A>\n  <B>\n    <C>2</C>\n  </B>\n</xml>',
  );
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(pretty('{"msgid":3717005636572528642}')).toBe('{"msgid":3717005636572528642}');
  expect(pretty('success')).toBe('success');
});
