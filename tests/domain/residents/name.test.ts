import { expect, test } from 'vitest';
import { readName } from '#domain/residents/name.ts';

test.each([
  ['王秀英', '王秀英'],
  ['我叫王秀英', '王秀英'],
  ['我的名字是李建国。', '李建国'],
  ['姓名：陈小雨', '陈小雨'],
  ['王 秀 英', '王秀英'],
  ['阿依古丽·买买提', '阿依古丽·买买提'],
  ['阿依古丽•买买提', '阿依古丽·买买提'],
  ['阿依古丽.买买提', '阿依古丽·买买提'],
  ['𠮷田', '𠮷田'],
  ['𬭎𬭎', '𬭎𬭎'],
  ['陳大文', '陳大文'],
  ['欧阳文博', '欧阳文博'],
  ['John Smith', 'John Smith'],
  ["Maria d'Oliveira", "Maria d'Oliveira"],
])('%s is the name %s', (typed, name) => {
  expect(readName(typed)).toBe(name);
});

test.each(['王', '', '440402', '王秀英1', '王·', '·王', '好的！？', 'a'.repeat(21), '王'.repeat(21), '🙂🙂'])(
  '%s is no name',
  (typed) => {
    expect(readName(typed)).toBeUndefined();
  },
);
