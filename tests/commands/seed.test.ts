import { describe, expect, test } from 'vitest';
import { seed } from '../../commands/seed.ts';
import { engines } from '#tests/support/engines.ts';
import { newKey, operatorsMachine } from '#tests/support/operator.ts';

describe.each(engines)('npm run seed on %s', async (engine) => {
  const machine = await operatorsMachine(engine);

  test('loads the demo district, and a second time changes nothing', async () => {
    const first = await machine.runs(seed, ['demo']);
    expect(first).toMatchObject({ code: 0, text: expect.stringContaining('居民5（新增5）') });
    const second = await machine.runs(seed, ['demo']);
    expect(second).toMatchObject({ code: 0, text: expect.stringMatching(/机构\d+（新增0）.*居民5（新增0）/) });
  });

  test('says how it is used when it is asked for something else', async () => {
    for (const words of [[], ['production'], ['demo', 'again']])
      expect(await machine.runs(seed, words)).toEqual({ code: 64, text: seed.usage });
  });

  test('tells mistakes in the settings, one a line', async () => {
    const seen = await machine.runs(seed, ['demo'], { PORT: 'x', ROLE: 'nobody' });
    expect(seen.code).toBe(78);
    expect(seen.text.split('\n')).toHaveLength(2);
  });

  test('refuses another key without touching anything', async () => {
    const seen = await machine.runs(seed, ['demo'], { SECRET_KEY: newKey() });
    expect(seen).toEqual({ code: 78, text: expect.stringContaining('SECRET_KEY') });
  });
});
