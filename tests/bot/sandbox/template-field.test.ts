import { expect, test } from 'vitest';
import { fieldTakes } from '#bot/sandbox/wechat/template-field.ts';

const cases: [field: string, taken: string[], refused: string[]][] = [
  ['thing1', ['王秀英', '字'.repeat(20), '拱北社区卫生服务中心'], ['', '字'.repeat(21), '两\n行', ' ']],
  ['character_string2', ['A-20261122-0007', '#'.repeat(32)], ['编号7', 'a'.repeat(33)]],
  ['number1', ['12', '3.5'], ['12号', '1,000']],
  ['letter1', ['AB'], ['A1', 'a'.repeat(33)]],
  ['symbol1', ['★★'], ['甲', '******']],
  [
    'time2',
    ['15:01', '2019年10月1日 15:01', '2023-09-12 19:43:07', '2026年11月26日 19:30~20:00', '18:00~21:00'],
    ['晚上7:30', '25:00', '2026年11月26日', '11月26日 19:30'],
  ],
  ['date3', ['2026年11月26日', '2026-11-26', '2026年11月26日 19:30'], ['明天', '19:30']],
  ['amount3', ['¥99.00', '12元', '0'], ['九十九元', '12345678901']],
  ['phone_number4', ['0756-8880001', '+86 13800000001'], ['13800000001转5', '123456789012345678']],
  ['car_number5', ['粤C12345'], ['粤C12345678']],
  ['name6', ['王秀英', 'Elizabeth Bennet'], ['字'.repeat(11), 'a'.repeat(21)]],
  ['phrase7', ['已预约'], ['已预约成功了', '已OK', '']],
  ['short_thing8', ['高血压'], ['高血压和糖尿病']],
  ['const9', ['正常'], ['字'.repeat(21)]],
  ['keyword1', [], ['王秀英']],
  ['first', [], ['您好']],
  ['thing', [], ['王秀英']],
];

test.each(cases)('%s takes what WeChat takes', (field, taken, refused) => {
  for (const value of taken) expect([value, fieldTakes(field, value)]).toEqual([value, true]);
  for (const value of refused) expect([value, fieldTakes(field, value)]).toEqual([value, false]);
});
