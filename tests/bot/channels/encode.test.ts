import { expect, test } from 'vitest';
import { encodeWechat } from '#bot/channels/wechat/encode.ts';
import { cardContent, encodeCard, fitsCard } from '#bot/channels/wecom/card.ts';
import { encodePressed, encodeWecom } from '#bot/channels/wecom/encode.ts';
import { fieldsOf } from '../../support/tencent.ts';

const head = { to: 'oWang', from: 'gh_1', at: new Date('2026-11-22T13:00:00.900Z') };
const choose = { text: '请选择时间：', choices: [{ key: 'a', label: '18:00' }] };
const fields = (xml: string | undefined) => Object.fromEntries(fieldsOf(xml ?? ''));

test('a passive reply goes the other way and counts seconds', () => {
  expect(fields(encodeWechat(head, [{ text: '您好。' }]).xml)).toEqual({
    ToUserName: 'oWang',
    FromUserName: 'gh_1',
    CreateTime: '1795352400',
    MsgType: 'text',
    Content: '您好。',
  });
});

test('a text cannot break out of the reply', () => {
  const text = 'x]]></Content><MsgType>image</MsgType>😀';
  expect(fields(encodeWechat(head, [{ text }]).xml)).toMatchObject({ MsgType: 'text', Content: plainTagged(text) });
});

test('nothing to say is no XML at all', () => {
  expect(encodeWechat(head, [])).toEqual({ xml: undefined, rest: [] });
  expect(encodeWecom(head, [])).toEqual({ xml: undefined, rest: [] });
});

test('on WeChat choices are numbered in the text', () => {
  expect(fields(encodeWechat(head, [choose]).xml).Content).toBe('请选择时间：\n1. 18:00');
});

test('on WeCom what fits a card is left for a delivery, with all that follows it', () => {
  const { xml, rest } = encodeWecom(head, [{ text: '已记下。' }, choose, { text: '慢慢来。' }]);
  expect(fields(xml).Content).toBe('已记下。');
  expect(rest).toEqual([choose, { text: '慢慢来。' }]);
  const tooMany = {
    text: '请选择：',
    choices: Array.from({ length: 7 }, (_item, index) => ({ key: `${index}`, label: `${index}号` })),
  };
  expect(fields(encodeWecom(head, [tooMany]).xml).Content).toContain('7. 6号');
});

test('a press is answered by greying the button, and what is said follows', () => {
  const { xml, rest } = encodePressed(head, '已同意，三天内可以撤回', [{ text: '已通知王秀英。' }]);
  expect(xml).toContain(
    '<MsgType><![CDATA[update_button]]></MsgType><Button><ReplaceName><![CDATA[已同意，三天内可以…]]></ReplaceName></Button>',
  );
  expect(rest).toEqual([{ text: '已通知王秀英。' }]);
});

test.each([
  ['no choices', { text: '您好。' }, false],
  ['six of ten characters', { text: '选：', choices: labels(6, '一二三四五六七八九十') }, true],
  ['seven', { text: '选：', choices: labels(7, '一') }, false],
  ['eleven characters', { text: '选：', choices: labels(1, '一二三四五六七八九十一') }, false],
  [
    'the same key twice',
    { text: '选：', choices: [choose.choices[0], choose.choices[0]].filter((choice) => choice !== undefined) },
    false,
  ],
  ['a first line too long for a title', { text: '字'.repeat(37), choices: choose.choices }, false],
  ['a short first line and a description', { text: `请选择\n${'字'.repeat(160)}`, choices: choose.choices }, true],
  ['too long a description', { text: `请选择\n${'字'.repeat(161)}`, choices: choose.choices }, false],
  ['no words', { text: '', choices: choose.choices }, false],
])('whether a card fits: %s', (_why, reply, fits) => {
  expect(fitsCard(reply)).toBe(fits);
});

test('a reply that fits becomes a card that also reads as text', () => {
  expect(cardContent({ ...choose, text: '请选择时间：\n今晚还有一个号。' }, 'd-1')).toEqual({
    text: '请选择时间：\n今晚还有一个号。\n1. 18:00',
    links: undefined,
    card: {
      taskId: 'd-1',
      title: '请选择时间：',
      description: '今晚还有一个号。',
      lines: [],
      buttons: [{ key: 'a', label: '18:00', style: 'primary' }],
    },
  });
  expect(cardContent({ text: '您好。' }, 'd-1').card).toBeUndefined();
});

test('a card keeps WeCom’s limits', () => {
  const card = encodeCard(
    {
      taskId: 'd-1',
      title: '标'.repeat(40),
      description: '述'.repeat(200),
      lines: Array.from({ length: 8 }, () => ({ name: '姓名和年龄', value: '值'.repeat(40) })),
      buttons: [{ key: 'y', label: '同意签约并且通知他本人', style: 'danger' }],
    },
    'http://localhost:3000/h5/x',
  );
  expect(card).toEqual({
    card_type: 'button_interaction',
    task_id: 'd-1',
    main_title: { title: `${'标'.repeat(35)}…` },
    sub_title_text: `${'述'.repeat(159)}…`,
    horizontal_content_list: Array.from({ length: 6 }, () => ({ keyname: '姓名和年龄', value: `${'值'.repeat(29)}…` })),
    card_action: { type: 1, url: 'http://localhost:3000/h5/x' },
    button_list: [{ key: 'y', text: '同意签约并且通知他…', style: 3 }],
  });
});

test('a card that a cut would make wrong is refused', () => {
  const card = {
    taskId: 'd-1',
    title: '标题',
    lines: [],
    buttons: [{ key: 'y', label: '好', style: 'plain' as const }],
  };
  expect(encodeCard({ ...card, taskId: 'd:1' })).toBe('card-task-id');
  expect(encodeCard({ ...card, taskId: 'd'.repeat(129) })).toBe('card-task-id');
  expect(encodeCard({ ...card, buttons: [] })).toBe('card-buttons');
  expect(encodeCard({ ...card, buttons: [...card.buttons, ...card.buttons] })).toBe('card-keys');
});

function labels(count: number, label: string) {
  return Array.from({ length: count }, (_item, index) => ({ key: `k${index}`, label }));
}

/** Tags in a reply are shown, not obeyed. */
function plainTagged(text: string): string {
  return text.replaceAll('</', '＜/').replaceAll('<M', '＜M');
}
