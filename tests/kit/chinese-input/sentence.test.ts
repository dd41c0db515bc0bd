import { expect, test } from 'vitest';
import { readSentence } from '#kit/chinese-input/sentence.ts';

test.each(['心内科', '178/108', ' 南院区 门诊楼3楼 ', 'TIA'])('%s says something', (text) => {
  expect(readSentence(text, 60)).toBe(text.trim());
});

test.each(['', ' ', '1', '１２', '？', '…', '/'])('“%s” says nothing', (text) => {
  expect(readSentence(text, 60)).toBeUndefined();
});

test('what is too long is refused by characters as people count them', () => {
  expect(readSentence('好'.repeat(60), 60)).toBeDefined();
  expect(readSentence('好'.repeat(61), 60)).toBeUndefined();
});
