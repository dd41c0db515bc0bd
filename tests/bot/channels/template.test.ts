import { expect, test } from 'vitest';
import { fillTemplate, wechatTemplates } from '#bot/channels/wechat/template.ts';

const templates = wechatTemplates.parse({
  'appointment.reminder': { id: 'T1', fields: { name: 'thing1', time: 'time2' } },
});

const fill = (field: string, value: string) => {
  const filled = fillTemplate(
    { kind: { id: 'T', fields: { ours: field } } },
    { kind: 'kind', fields: { ours: value } },
  );
  return filled.ok ? filled.data[field]?.value : filled.why;
};

test('our names go into the platform’s fields', () => {
  expect(
    fillTemplate(templates, {
      kind: 'appointment.reminder',
      fields: { name: '拱北社区卫生服务中心', time: '2026-11-26 19:30', more: 'x' },
    }),
  ).toEqual({
    ok: true,
    id: 'T1',
    data: { thing1: { value: '拱北社区卫生服务中心' }, time2: { value: '2026-11-26 19:30' } },
  });
});

test('a kind without a template and a field without a value say so', () => {
  expect(fillTemplate(templates, { kind: 'other', fields: {} })).toEqual({ ok: false, why: 'no-template' });
  expect(fillTemplate(templates, { kind: 'appointment.reminder', fields: { name: '王秀英' } })).toEqual({
    ok: false,
    why: 'field',
    field: 'time2',
  });
});

test.each([
  ['thing1', '一二三四五六七八九十一二三四五六七八九十', '一二三四五六七八九十一二三四五六七八九十'],
  ['thing1', '一二三四五六七八九十一二三四五六七八九十一', '一二三四五六七八九十一二三四五六七八九…'],
  ['thing1', '请带\n身份证😀', '请带 身份证'],
  ['thing1', '😀', 'field'],
  ['thing1', '', 'field'],
  ['name1', '王秀英', '王秀英'],
  ['name1', 'Alexander Hamilton', 'Alexander Hamilton'],
  ['name1', '阿不都热合曼买买提艾力江', '阿不都热合曼买买提…'],
  ['character_string1', 'A-20261126-001', 'A-20261126-001'],
  ['character_string1', '预约001', 'field'],
  ['character_string1', 'x'.repeat(33), 'field'],
  ['number1', '12.5', '12.5'],
  ['number1', '十二', 'field'],
  ['letter1', 'abc', 'abc'],
  ['letter1', 'a1', 'field'],
  ['symbol1', '!?', '!?'],
  ['time1', '15:01', '15:01'],
  ['time1', '2019年10月1日 15:01', '2019年10月1日 15:01'],
  ['time1', '2023-09-12 19:43:07', '2023-09-12 19:43:07'],
  ['time1', '15:01~16:00', '15:01~16:00'],
  ['time1', '今晚七点半', 'field'],
  ['date1', '2026年11月26日', '2026年11月26日'],
  ['date1', '11月26日（周四）', 'field'],
  ['amount1', '¥99.00', '¥99.00'],
  ['amount1', '12元', '12元'],
  ['amount1', '很便宜', 'field'],
  ['phone_number1', '0756-8888888', '0756-8888888'],
  ['phone_number1', '1'.repeat(18), 'field'],
  ['car_number1', '粤C12345', '粤C12345'],
  ['phrase1', '已预约', '已预约'],
  ['phrase1', '已经预约成功', 'field'],
  ['phrase1', 'OK', 'field'],
  ['short_thing1', '已经预约成功', '已经预约…'],
  ['keyword1', '历史模板的字段', '历史模板的字段'],
])('%s takes %j as %j', (field, value, expected) => {
  expect(fill(field, value)).toBe(expected);
});
