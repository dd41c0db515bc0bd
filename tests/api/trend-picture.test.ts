import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TrendLine, trendPicture } from '#api/h5/trend-picture.ts';
import { pictureCharacters } from '#api/h5/trend-words.ts';
import { districtDay } from '#kit/day.ts';
import { drawPicture } from '#kit/picture.ts';
import { pictureFont } from '#tests/support/font.ts';
import { openPng } from '#tests/support/png.ts';

const day = districtDay('Asia/Shanghai');
const draw = (lines: readonly TrendLine[]) => trendPicture(lines, (at) => day.dateOf(at));
const at = (date: string, time = '08:00') => day.at(date, time);
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</gu)].map(([, text = '']) => text);

const pressure: readonly TrendLine[] = [
  {
    name: '高压',
    below: 150,
    points: [
      { at: at('2026-11-01'), value: 158 },
      { at: at('2026-11-15'), value: 142 },
      { at: at('2026-11-30'), value: 136 },
    ],
  },
  {
    name: '低压',
    below: 90,
    points: [
      { at: at('2026-11-01'), value: 96 },
      { at: at('2026-11-15'), value: 88 },
      { at: at('2026-11-30'), value: 82 },
    ],
  },
];

describe('the picture of readings', () => {
  test('says the last values, the target of each line, round figures and the days', () => {
    expect(textsOf(draw(pressure))).toEqual([
      '高压 最近136，目标低于150',
      '低压 最近82，目标低于90',
      ...['80', '100', '120', '140', '160'],
      ...['11月1日', '11月15日', '11月30日'],
    ]);
  });

  test('drawn, each line has its colour, and the ground below its target the same in light', async () => {
    const svg = draw(pressure);
    const png = openPng(await drawPicture(svg, pictureFont));
    expect(png.width).toBe(720);
    const marks = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/gu)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(marks).toHaveLength(4);
    for (const [x = 0, y = 0] of marks) expect(png.pixel(Math.round(x), Math.round(y))).toBe('#0b5cad');
    const grounds = [...svg.matchAll(/<rect x="[\d.]+" y="([\d.]+)"[^>]*fill="(#\w+)"/gu)];
    expect(grounds.map(([, , fill]) => fill)).toEqual(['#fdeedd', '#e2eefb']);
    for (const [, top, fill] of grounds) expect(png.pixel(300, Math.round(Number(top)) + 8)).toBe(fill);
  });

  test('one reading stands in the middle; two of one day share its date; years are told where they differ', () => {
    const one = draw([{ name: '体重', points: [{ at: at('2026-11-30'), value: 65 }] }]);
    expect(one).toContain('<circle cx="392"');
    expect(textsOf(one)).toContain('11月30日');
    const line = (...days: Date[]): TrendLine[] => [
      { name: '体重', points: days.map((one) => ({ at: one, value: 65 })) },
    ];
    expect(textsOf(draw(line(at('2026-11-30', '07:00'), at('2026-11-30', '21:00')))).slice(-1)).toEqual(['11月30日']);
    expect(textsOf(draw(line(at('2026-12-30'), at('2027-02-01')))).slice(-2)).toEqual(['2026年12月', '2027年2月']);
  });

  test('what was never measured has no line, no target and no ground', () => {
    const svg = draw([pressure[0] ?? { name: '', points: [] }, { name: '餐后', below: 10, points: [] }]);
    expect(svg).not.toContain('餐后');
    expect(svg.match(/stroke-dasharray/gu)).toHaveLength(1);
  });

  test('a kilogram more does not look like a mountain', () => {
    const heights = draw([
      {
        name: '体重',
        points: [
          { at: at('2026-11-01'), value: 65 },
          { at: at('2026-11-30'), value: 66 },
        ],
      },
    ]);
    const [, from = 0, to = 0] = [...heights.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/gu)].map(([, y]) => Number(y));
    expect(from - to).toBeLessThan(80);
  });

  test('whatever was measured whenever, it is drawn inside the picture, with characters that its font has', () => {
    const point = fc.record({
      at: fc.date({ min: at('2000-01-01'), max: at('2100-01-01'), noInvalidDate: true }),
      value: fc.oneof(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 4000 }).map((tenths) => tenths / 10),
      ),
    });
    const points = fc.array(point, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(
        points,
        fc.array(point, { maxLength: 30 }),
        fc.integer({ min: 1, max: 300 }),
        (first, second, below) => {
          const svg = draw([
            { name: '高压', below, points: first.sort((one, other) => one.at.getTime() - other.at.getTime()) },
            { name: '低压', below: 90, points: second },
          ]);
          expect(svg).not.toMatch(/NaN|Infinity|undefined|null/u);
          const [width = 0, height = 0] = [...svg.matchAll(/(?:width|height)="(\d+)"/gu)].map(([, size]) =>
            Number(size),
          );
          for (const [, x, y] of svg.matchAll(/<(?:circle|text|rect)[^>]*?x="([\d.]+)"[^>]*?y="([\d.]+)"/gu)) {
            expect(Number(x)).toBeLessThanOrEqual(width);
            expect(Number(y)).toBeLessThanOrEqual(height);
          }
          expect(svg).not.toMatch(/(?:x|y|height)="-/u);
          for (const text of textsOf(svg)) for (const character of text) expect(pictureCharacters).toContain(character);
          expect(textsOf(svg).length).toBeLessThanOrEqual(12);
        },
      ),
    );
  });
});
