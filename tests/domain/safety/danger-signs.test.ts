import { expect, test } from 'vitest';
import { type DangerKind, findDangerSign } from '#domain/safety/danger-signs.ts';
import { sentencesWithDanger } from './sentences-with-danger.ts';
import { sentencesWithoutDanger } from './sentences-without-danger.ts';

const kinds = Object.keys(sentencesWithDanger) as DangerKind[]; // the keys of a Record of that type
const dangerous = kinds.flatMap((kind) => sentencesWithDanger[kind].map((sentence) => ({ kind, sentence })));

test.each(dangerous)('$sentence is $kind', ({ kind, sentence }) => {
  expect(findDangerSign(sentence)?.kind).toBe(kind);
});

test.each(sentencesWithoutDanger)('%s is no danger', (sentence) => {
  expect(findDangerSign(sentence)).toBeUndefined();
});
