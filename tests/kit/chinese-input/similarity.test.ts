import { expect, test } from 'vitest';
import { closeness, closenessWithin } from '#kit/chinese-input/similarity.ts';

test.each([
  ['夜门整', '夜门诊'],
  ['夜们诊', '夜门诊'],
  ['牵约', '签约'],
  ['帮定', '绑定'],
  ['签倒', '签到'],
  ['取效预约', '取消预约'],
  ['转家门诊', '专家门诊'],
  ['林小梅', '林晓梅'],
  ['理建国', '李建国'],
  ['宁小梅', '林晓梅'],
])('%s sounds like %s', (typed, meant) => {
  expect(closeness(typed, meant)).toBeGreaterThan(0.82);
});

test.each([
  ['解绑', '绑定'],
  ['签到', '签约'],
  ['夜门诊', '专家门诊'],
  ['我的', '家人'],
  ['王秀英', '李建国'],
  ['周三', '周四'],
  ['取消', '确认'],
])('%s does not sound like %s', (one, other) => {
  expect(closeness(one, other)).toBeLessThan(0.75);
});

test('a misspelt word is found inside a sentence', () => {
  expect(closenessWithin('我想约夜门整啊', '夜门诊')).toBeGreaterThan(0.9);
  expect(closenessWithin('我想约夜门诊啊', '夜门诊')).toBe(1);
  expect(closenessWithin('今天天气不错', '夜门诊')).toBeLessThan(0.6);
});
