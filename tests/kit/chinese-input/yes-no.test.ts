import { expect, test } from 'vitest';
import { readAgreement, readYesNo } from '#kit/chinese-input/yes-no.ts';

test.each([
  '好的',
  '好',
  '好啊',
  '好吧',
  '是',
  '是的',
  '对',
  '行',
  '可以',
  '1',
  '１',
  '一',
  '确认',
  '確認',
  '嗯',
  '嗯嗯',
  '好的好的',
  '好的，谢谢',
  'OK',
  '係',
  '得',
  '没问题',
  '冇問題',
  '同意',
  '要',
  '对的',
  '👌',
  '好，确认',
  '可以的',
])('%s is yes', (said) => {
  expect(readYesNo(said)).toBe('yes');
});

test.each([
  '不',
  '不用',
  '不用了谢谢',
  '取消',
  '2',
  '二',
  '算了',
  '不要',
  '唔要',
  '唔使',
  '唔係',
  '不是',
  '不对',
  '不行',
  '先不约了',
  '再想想',
  '没有',
  '否',
])('%s is no', (said) => {
  expect(readYesNo(said)).toBe('no');
});

test.each(['可以吗？', '好像不对', '不用改，确认', '是我妈', '对不起', '哦', '好麻烦', '', '3', '明天', '王秀英'])(
  '%s is neither',
  (said) => {
    expect(readYesNo(said)).toBeUndefined();
  },
);

test('an agreement takes only 确认 or 1', () => {
  for (const said of ['确认', '確認', '1', '１', '确认。']) expect(readAgreement(said)).toBe('yes');
  for (const said of ['好的', '同意', '是', '可以', '嗯', 'OK', '好 确认', '一'])
    expect(readAgreement(said)).toBeUndefined();
  for (const said of ['不', '取消', '2']) expect(readAgreement(said)).toBe('no');
});
