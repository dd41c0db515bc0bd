import { describe, expect, test } from 'vitest';
import type { NoticeDefinition } from '#domain/notices/notice.ts';
import { contentOf } from '#domain/notices/notice.ts';
import { referralWorkNotices } from '#domain/notices/referral-work.ts';
import { referralNotices, referralReminder } from '#domain/notices/referrals.ts';
import { catalogueKinds } from '#domain/packs/referral-rules.ts';
import { rulesOn } from '#domain/packs/current.ts';
import { referralCardsOf, referralOfCard } from '#domain/referrals/cards.ts';

const card = `${referralCardsOf('0'.repeat(8) + '-0000-0000-0000-' + '0'.repeat(12))}at-desk-1-x`;
const sampleOf = (definition: NoticeDefinition<unknown>) => contentOf(definition, definition.sample, card);
const diseases = catalogueKinds.flatMap((kind) =>
  rulesOn('2026-03-01').referrals.catalogues[kind].entries.map(({ name }) => name),
);

const residents = [...Object.values(referralNotices), referralReminder].map(
  (notice) => [notice.name, notice as NoticeDefinition<unknown>] as const,
);

describe.each(residents)('%s', (_name, notice) => {
  const { text, template } = sampleOf(notice);

  test('says it in full-width Chinese, at most 600 characters, and ends as a sentence', () => {
    expect([...text].length).toBeLessThanOrEqual(600);
    expect(text).toMatch(/。$/u);
    expect(text).not.toMatch(/[,;!?]|#|undefined|。。|，。/u);
  });

  test('names no disease, and on a locked screen no department', () => {
    for (const disease of diseases) expect(text).not.toContain(disease);
    const fields = Object.values(template?.fields ?? {});
    for (const value of fields) {
      expect(value).not.toContain('心血管内科');
      expect([...value].length).toBeGreaterThan(0);
      expect([...value].length).toBeLessThanOrEqual(20);
    }
  });

  test('who cannot answer in chat is given a number to call', () => {
    const bySms = notice.text({ ...(notice.sample as object), inChat: false });
    expect(bySms).not.toContain('请回复');
  });
});

describe.each(referralWorkNotices.map((notice) => [notice.name, notice as NoticeDefinition<unknown>] as const))(
  '%s',
  (_name, notice) => {
    test('keeps WeCom’s limits, and what somebody has is inside the card only', () => {
      const { text, card: shown } = sampleOf(notice);
      expect(text).not.toContain('降压药');
      if (!shown) return;
      expect([...shown.title].length).toBeLessThanOrEqual(36);
      expect(shown.taskId).toMatch(/^[\w@-]{1,128}$/);
      expect(shown.lines.length).toBeLessThanOrEqual(6);
      for (const { name, value } of shown.lines) {
        expect([...name].length).toBeLessThanOrEqual(5);
        expect([...value].length).toBeLessThanOrEqual(30);
      }
      for (const { label } of shown.buttons) expect([...label].length).toBeLessThanOrEqual(10);
    });
  },
);

test('a card knows its referral', () => {
  expect(referralOfCard(card)).toBe('00000000-0000-0000-0000-000000000000');
  expect(referralOfCard('contract-1-review')).toBeUndefined();
});
