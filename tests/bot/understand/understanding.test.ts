import { expect, test } from 'vitest';
import { halves } from './halves.ts';
import { outcomeOf } from './outcome.ts';

const today = '2026-11-22';

test.each(Object.entries(halves))(
  'of what residents write (%s) little is lost and next to nothing is done wrongly',
  (_, said) => {
    const outcomes = said.map(({ sentence, wanted }) => outcomeOf(sentence, wanted, today));
    const share = (outcome: string) => outcomes.filter((one) => one === outcome).length / said.length;
    expect(said.length).toBeGreaterThanOrEqual(250);
    expect(share('做错')).toBeLessThanOrEqual(0.01);
    expect(share('报警')).toBeLessThanOrEqual(0.01);
    expect(share('一次听懂')).toBeGreaterThanOrEqual(0.8);
  },
);
