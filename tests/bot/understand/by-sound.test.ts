import { expect, test } from 'vitest';
import { bySound } from '#bot/understand/by-sound.ts';

test.each([
  ['健康党案查一下', '健康档案查一下'],
  ['随仿能改到下午吗', '随访能改到下午吗'],
  ['砖家门诊怎么预约', '专家门诊怎么预约'],
  ['平价药房在哪', '平价药房在哪'],
  ['abc', 'abc'],
])('%s is read as %s', (written, meant) => {
  expect(bySound(written)).toBe(meant);
});
