import { expect, test } from 'vitest';
import { findKinships, findPerson, sameKinship } from '#kit/chinese-input/person.ts';

test.each([
  ['帮我妈约周三', '妈妈'],
  ['母亲', '妈妈'],
  ['帮阿媽約', '妈妈'],
  ['我爸', '爸爸'],
  ['老豆', '爸爸'],
  ['老伴', '老伴'],
  ['我孙子', '孙子'],
  ['外孙女发烧', '外孙女'],
  ['孙女', '孙女'],
  ['我儿子', '儿子'],
  ['我个仔', '儿子'],
  ['给女儿约', '女儿'],
  ['给我老公约', '老公'],
  ['我婆婆', '婆婆'],
  ['岳母', '岳母'],
  ['细路', '孩子'],
  ['宝宝', '孩子'],
  ['给我自己约', '本人'],
  ['姥姥', '外婆'],
  ['丈母娘', '岳母'],
])('%s speaks of %s', (said, kinship) => {
  expect(findPerson(said)).toEqual({ kinship });
});

test.each([
  ['给王秀英约夜门诊', '王秀英'],
  ['帮陈小雨签到', '陈小雨'],
  ['替欧阳文博预约', '欧阳文博'],
  ['给乐乐约明晚的夜门诊', '乐乐'],
  ['帮乐乐今晚约个号', '乐乐'],
  ['给秀英开降压药', '秀英'],
  ['帮秀英报血压152/94', '秀英'],
])('%s names %s', (said, name) => {
  expect(findPerson(said)).toEqual({ name });
});

test.each([
  '我妈叫我约',
  '儿子帮我约',
  '帮我约',
  '帮安排签约',
  '帮查下今晚的号',
  '帮忙排今晚的号',
  '给老人开点药',
  '约今晚',
  '我和老伴带孙子',
])('%s says of no single person whom it is for', (said) => {
  expect(findPerson(said)).toBeUndefined();
});

test('a known name is found anywhere; two are nobody', () => {
  expect(findPerson('今晚乐乐要看医生', ['乐乐', '秀英'])).toEqual({ name: '乐乐' });
  expect(findPerson('乐乐和秀英', ['乐乐', '秀英'])).toBeUndefined();
});

test('relations are listed in the order in which they are said', () => {
  expect(findKinships('我妈和我孙子')).toEqual(['妈妈', '孙子']);
});

test.each<[string, string, boolean]>([
  ['我妈', '母亲', true],
  ['老伴', '老公', true],
  ['孩子', '女儿', true],
  ['孙子', '外孙', true],
  ['儿子', '女儿', false],
  ['妈妈', '婆婆', false],
  ['', '妈妈', false],
])('%s and %s name the same relation: %s', (one, other, same) => {
  expect(sameKinship(one, other)).toBe(same);
});
