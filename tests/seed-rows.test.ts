import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const rows = readFileSync('tests/seed-rows.md', 'utf8')
  .split('\n')
  .map((line) => /^\| (\d+) \| .+ \| (.+) \|$/.exec(line))
  .filter((match) => match !== null)
  .map(([, number, shownBy]) => ({ number: Number(number), shownBy: shownBy ?? '' }));

const tests = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules') && file !== 'seed-rows.test.ts')
  .map((file) => readFileSync(join('tests', file), 'utf8'))
  .join('\n');

test('every row of the seeds is there once', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 138 }, (_, index) => index + 1));
});

test.each(rows)('row $number is shown by a test, or says why it is out', ({ shownBy }) => {
  if (shownBy.startsWith('out: ')) expect(shownBy.length).toBeGreaterThan('out: '.length + 8);
  else expect(tests).toContain(shownBy);
});
