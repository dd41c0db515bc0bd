import fc from 'fast-check';
import { expect, test } from 'vitest';
import { understand } from '#bot/understand/understand.ts';
import { findDangerSign } from '#domain/safety/danger-signs.ts';
import { findReadings } from '#domain/safety/readings.ts';
import { readDocument } from '#domain/residents/document.ts';
import { readName } from '#domain/residents/name.ts';
import { readPhone } from '#domain/residents/phone.ts';
import { readChoice } from '#kit/chinese-input/choice.ts';
import { readDates } from '#kit/chinese-input/dates.ts';
import { fold, normalise } from '#kit/chinese-input/normalise.ts';
import { readNumber } from '#kit/chinese-input/numbers.ts';
import { findPerson } from '#kit/chinese-input/person.ts';
import { closeness } from '#kit/chinese-input/similarity.ts';
import { readTimes } from '#kit/chinese-input/times.ts';
import { readYesNo } from '#kit/chinese-input/yes-no.ts';

/** Words that the readers look for, so that random rows of them get deep into the rules. */
const words =
  '今晚 明天 后天 下周三 礼拜天 26号 十一月 二十六 七点半 差五分 晚上 一百五 廿 两 点 号 约 取消 医生 夜门诊 签约 我妈 孙子 帮 给 不 没有 唔 冇 嘅 胸痛 血压 190/120 高压 血糖 7.8 mmol 第一个 最后 好的 谢谢 麻烦 那个 嗯 。 ， ？ ① １ 係 聽日 到 左右 以后 / . - 11 26 0'.split(
    ' ',
  );
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((row) => row.join('')),
);
const date = fc
  .integer({ min: 0, max: 3_650 })
  .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));

test('any text is read without a fault', () => {
  fc.assert(
    fc.property(text, date, (said, today) => {
      const { suggestions } = understand(said, { audience: 'resident', today });
      expect(suggestions.length).toBeGreaterThanOrEqual(2);
      for (const read of [
        findDangerSign,
        findReadings,
        readName,
        readPhone,
        readNumber,
        findPerson,
        readTimes,
        readYesNo,
      ])
        read(said);
      readDocument(said, today);
      readChoice(said, ['11月26日（周四）晚上7:30', '王秀英（妈妈）', said]);
    }),
    { numRuns: 400 },
  );
});

test('folding and normalising twice is doing it once', () => {
  fc.assert(
    fc.property(text, (said) => {
      expect(fold(fold(said))).toBe(fold(said));
      expect(normalise(normalise(said))).toBe(normalise(said));
    }),
    { numRuns: 1_000 },
  );
});

test('no date lies in the past, and each is in the calendar', () => {
  fc.assert(
    fc.property(text, date, (said, today) => {
      for (const day of readDates(said, today)) {
        expect(day >= today).toBe(true);
        expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('each time is one of the clock', () => {
  fc.assert(
    fc.property(text, (said) => {
      for (const time of readTimes(said).times) expect(time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);
    }),
    { numRuns: 1_000 },
  );
});

test('closeness is between 0 and 1, and 1 for the same', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(closeness(one, one)).toBe(1);
      expect(closeness(one, other)).toBeGreaterThanOrEqual(0);
      expect(closeness(one, other)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
});

test('a message far longer than any platform allows is read', () => {
  const long = words.join('').repeat(400);
  expect(() => understand(long, { audience: 'resident', today: '2026-11-22' })).not.toThrow();
  expect(() => findDangerSign(long)).not.toThrow();
});
