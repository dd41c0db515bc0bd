import { describe, expect, test } from 'vitest';
import { cardsFor } from '#domain/education/cards.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { shownTags } from '#domain/residents/rules.ts';

const { education } = rulesOn('2026-03-01');
const titles = (tags: readonly string[], month: number) =>
  cardsFor(education, { tags, month }).map(({ title }) => title);

describe('健康知识 by tag and season', () => {
  test('one’s own come first, then the season’s, then the rest', () => {
    expect(titles(['高血压'], 8)).toEqual([
      '少盐怎么做到',
      '在家量血压',
      '防登革热',
      '防中暑',
      '戒烟限酒',
      '每天动一动',
    ]);
  });

  test('who is not known gets the season’s and what is for everybody', () => {
    expect(titles([], 12)).toEqual(['流感季怎么防', '防煤气中毒', '戒烟限酒', '每天动一动']);
    expect(titles([], 7)).not.toContain('流感季怎么防');
  });

  test('no card is for a tag that only staff may see', () => {
    const tags = education.cards.flatMap((card) => card.tags);
    expect(shownTags(tags as Parameters<typeof shownTags>[0])).toEqual(tags);
  });

  test.each(education.cards)('$title: short, with no dose and no diagnosis', ({ title, text, months }) => {
    expect([...`${title}\n${text}`].length).toBeLessThanOrEqual(200);
    expect(text).not.toMatch(/\d+ ?(?:毫克|mg|片|粒)/u);
    for (const month of months) expect(month >= 1 && month <= 12).toBe(true);
  });

  test('codes are there once', () => {
    const codes = education.cards.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
