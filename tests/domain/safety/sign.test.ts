import { expect, test } from 'vitest';
import { findDangerSign } from '#domain/safety/danger-signs.ts';
import { modifiers } from '#domain/safety/signs/sign.ts';

test('no modifier can be read as a row of others', () => {
  const made = (word: string): boolean =>
    word === '' || modifiers.some((part) => part !== '' && word.startsWith(part) && made(word.slice(part.length)));
  const doubled = modifiers.filter((word) =>
    modifiers.some((part) => part !== word && word.startsWith(part) && made(word.slice(part.length))),
  );
  expect(doubled).toEqual([]);
  expect(new Set(modifiers).size).toBe(modifiers.length);
});

test.each([
  ...modifiers.map((word) => word.repeat(600)),
  '没想过要打算说过'.repeat(300),
  '突然往左边好像几乎比'.repeat(200),
  '头痛'.repeat(900),
  '喝了很多好多农'.repeat(200),
  '一百五十六'.repeat(300),
  '1'.repeat(3_000),
])('a message that repeats itself is answered', (long) => {
  for (const start of ['胸', '头', '胎动', '嘴', '没', '左手脚', '血压', '喝']) {
    expect(() => findDangerSign(`${start}${long}x`)).not.toThrow();
  }
});
