import { expect, test } from 'vitest';
import { readChoice } from '#kit/chinese-input/choice.ts';

const list = [
  '陈志远 医生（组长）',
  '林晓梅 医生',
  '王秀英（妈妈）',
  '11月26日（周四）晚上7:30（余1）',
  '11月26日（周四）晚上8:00',
];

test.each<[string, number]>([
  ['1', 0],
  ['１', 0],
  ['一', 0],
  ['①', 0],
  ['1️⃣', 0],
  ['1.', 0],
  ['1、', 0],
  ['第一个', 0],
  ['第1个', 0],
  ['选1', 0],
  ['我选一', 0],
  ['就要第二个', 1],
  ['2号', 1],
  ['第二位林医生', 1],
  ['最后一个', 4],
  ['倒数第二个', 3],
  ['陈志远', 0],
  ['陳志遠', 0],
  ['陈医生', 0],
  ['林晓梅医生', 1],
  ['晓梅', 1],
  ['林', 1],
  ['林小梅', 1],
  ['王绣英', 2],
  ['我妈', 2],
  ['母亲', 2],
  ['七点半', 3],
  ['八点那个', 4],
  ['晚上8点', 4],
  ['7:30', 3],
])('%s picks line %i', (said, index) => {
  expect(readChoice(said, list)).toEqual({ kind: 'one', index });
});

test.each<[string, number[]]>([
  ['周四', [3, 4]],
  ['医生', [0, 1]],
  ['1和2', [0, 1]],
  ['1. 林晓梅', [0, 1]],
])('%s fits several: %j', (said, indexes) => {
  expect(readChoice(said, list)).toEqual({ kind: 'several', indexes });
});

test.each(['6', '11', '0', '都不要', '不是第一个', '张医生', '好的', '', '随便', '？'])('%s picks nothing', (said) => {
  expect(readChoice(said, list)).toEqual({ kind: 'none' });
});

test('a line that begins like a refusal is picked by its own words', () => {
  expect(readChoice('不用来了', ['好的，等着', '不用来了'])).toEqual({ kind: 'one', index: 1 });
});

test('a number beyond the list is never guessed from the texts', () => {
  expect(readChoice('30', ['7:30', '8:30'])).toEqual({ kind: 'none' });
});
