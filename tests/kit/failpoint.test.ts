import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { armFailpoint, failpoint } from '#kit/failpoint.ts';

afterEach(() => armFailpoint(undefined));

test('an unarmed point is passed', async () => {
  await expect(failpoint('before-call')).resolves.toBeUndefined();
});

test('an armed point fails at the n-th pass, once', async () => {
  armFailpoint('before-call:2:throw');
  await failpoint('before-call');
  await failpoint('after-call');
  await expect(failpoint('before-call')).rejects.toThrow('failpoint before-call');
  await failpoint('before-call');
});

test('a text that names no point and action is a mistake', () => {
  for (const text of ['before-call', 'before-call:0:kill', 'before-call:1:explode', 'Before:1:kill'])
    expect(() => armFailpoint(text)).toThrow('FAILPOINT');
});

test('each of the five points stands in the program', () => {
  const source = ['api', 'bot', 'core', 'jobs'].flatMap(sources).join('\n');
  const passed = new Set([...source.matchAll(/failpoint\('([a-z-]+)'\)/g)].map(([, name]) => name));
  expect(passed).toEqual(new Set(['claimed', 'committed', 'handed-over', 'before-call', 'after-call']));
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
