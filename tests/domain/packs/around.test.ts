import { expect, test } from 'vitest';
import { rulesOn } from '#domain/packs/current.ts';

const pack = rulesOn('2026-11-30');

/** The paths of all leaves: numbers, texts, lists. */
function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`));
}

test('every rule around care says where it comes from', () => {
  const paths = leaves(pack.around, 'around');
  expect(paths.filter((path) => !pack.sources[path])).toEqual([]);
  const named = Object.keys(pack.sources).filter((path) => path.startsWith('around.'));
  expect(named.filter((path) => !paths.includes(path))).toEqual([]);
  expect(pack.unsure.filter((path) => path.startsWith('around.') && !paths.includes(path))).toEqual([]);
});
