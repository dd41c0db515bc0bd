import { expect, test } from 'vitest';
import { type DangerKind, findDangerSign } from '#domain/safety/danger-signs.ts';
import { sentencesWithDanger } from './sentences-with-danger.ts';
import { knownFalseAlarms, sentencesWithoutDanger } from './sentences-without-danger.ts';

const kinds = Object.keys(sentencesWithDanger) as DangerKind[]; // the keys of a Record of that type
const dangerous = kinds.flatMap((kind) => sentencesWithDanger[kind].map((sentence) => ({ kind, sentence })));
const harmless = [...sentencesWithoutDanger, ...knownFalseAlarms];

test.each(dangerous)('$sentence is $kind', ({ kind, sentence }) => {
  expect(findDangerSign(sentence)?.kind).toBe(kind);
});

test.each(sentencesWithoutDanger)('%s is no danger', (sentence) => {
  expect(findDangerSign(sentence)).toBeUndefined();
});

test('of hundreds of sentences none with danger is missed, and few without it alarm', () => {
  const missed = dangerous.filter(({ sentence }) => !findDangerSign(sentence));
  const alarms = harmless.filter((sentence) => findDangerSign(sentence));
  // oxlint-disable-next-line no-console -- the figures are what the test is run for
  console.info(
    `danger signs: ${dangerous.length - missed.length} of ${dangerous.length} found, ${missed.length} missed; ` +
      `${alarms.length} false alarms in ${harmless.length}: ${alarms.join('，')}`,
  );
  expect(dangerous.length).toBeGreaterThanOrEqual(300);
  expect(harmless.length).toBeGreaterThanOrEqual(300);
  expect(missed).toEqual([]);
  expect(alarms.length).toBeLessThanOrEqual(harmless.length / 100);
});
