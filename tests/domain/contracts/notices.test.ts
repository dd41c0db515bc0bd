import { describe, expect, test } from 'vitest';
import { contractWorkNotices } from '#domain/notices/contract-work.ts';
import { contractNotices } from '#domain/notices/contracts.ts';
import type { NoticeDefinition } from '#domain/notices/notice.ts';
import { contentOf } from '#domain/notices/notice.ts';
import { thing } from '#domain/notices/template-field.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { residentTags } from '#domain/residents/rules.ts';

/** What would tell on a locked screen what somebody has, or which group they belong to. */
const telling = [
  ...residentTags,
  ...rulesOn('2026-03-01').contracts.packages.flatMap(({ name, items }) => [name, ...items.map((item) => item.name)]),
  '慢病',
  '孕',
];

/** A definition with its own sample, whatever its data. */
function sampleOf<Data>(definition: NoticeDefinition<Data>) {
  return contentOf(definition, definition.sample, `contract-${'0'.repeat(36)}-review`);
}
const residents = contractNotices.map(
  (notice) => [notice.name, sampleOf(notice as NoticeDefinition<unknown>)] as const,
);
const work = contractWorkNotices.map((notice) => [notice.name, sampleOf(notice as NoticeDefinition<unknown>)] as const);

describe.each(residents)('%s', (_name, { text, template }) => {
  test('says it in full-width Chinese, at most 600 characters, and ends as a sentence', () => {
    expect([...text].length).toBeLessThanOrEqual(600);
    expect(text).toMatch(/。$/u);
    expect(text).not.toMatch(/[,;!?]|#|undefined/u);
  });

  test('names no diagnosis, group or package: it may stand on a locked screen', () => {
    const shown = [text, ...Object.values(template?.fields ?? {})].join('\n');
    for (const word of telling) expect(shown).not.toContain(word);
  });

  test('fits WeChat’s template: no field is empty or longer than 20 characters', () => {
    expect(template).toBeDefined();
    for (const value of Object.values(template?.fields ?? {})) {
      expect([...value].length).toBeGreaterThan(0);
      expect([...value].length).toBeLessThanOrEqual(20);
      expect(value).not.toMatch(/\n/);
    }
  });
});

describe.each(work)('%s', (_name, { text, card }) => {
  test('names no diagnosis, group or package in the line that a locked phone shows', () => {
    for (const word of telling)
      expect([text, card?.title ?? '', card?.description ?? ''].join('\n')).not.toContain(word);
  });

  test('keeps WeCom’s limits', () => {
    if (!card) return;
    expect([...card.title].length).toBeLessThanOrEqual(36);
    expect(card.taskId).toMatch(/^[\w@-]{1,128}$/);
    expect(card.lines.length).toBeLessThanOrEqual(6);
    for (const { name, value } of card.lines) {
      expect([...name].length).toBeLessThanOrEqual(5);
      expect([...value].length).toBeLessThanOrEqual(30);
    }
    for (const { label } of card.buttons) expect([...label].length).toBeLessThanOrEqual(10);
  });
});

test('the doctor is told identity level, tags, grid, packages and places left, and has one press for each answer', () => {
  const [, { card } = { card: undefined }] = work.find(([name]) => name === 'contract.review') ?? [];
  expect(card?.lines.map(({ name }) => name)).toEqual(['身份', '人群', '片区', '服务包', '剩余名额']);
  expect(card?.buttons.map(({ label }) => label)).toEqual(['同意', '婉拒']);
});

test('a template’s value is cut at whole characters and never empty', () => {
  expect(thing('一二三四五六七八九十一二三四五六七八九十')).toHaveLength(20);
  expect(thing('一二三四五六七八九十一二三四五六七八九十一')).toBe('一二三四五六七八九十一二三四五六七八九…');
  expect([...thing('😀'.repeat(30))]).toHaveLength(20);
  expect(thing('两行\n的字')).toBe('两行 的字');
  expect(thing('  ')).toBe('—');
});
