import { describe, expect, test } from 'vitest';
import { pictureCharacters } from '#api/h5/trend-words.ts';
import { drawPicture } from '#kit/picture.ts';
import { pictureFont } from '#tests/support/font.ts';
import { openPng } from '#tests/support/png.ts';

const page = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#fff"/>${inside}</svg>`;
const written = (text: string) => page(`<text x="10" y="46" font-size="40">${text}</text>`);

/** How dark each pixel is, and whether anything is. */
async function inkOf(svg: string): Promise<{ count: number; form: string }> {
  const { width, height, pixel } = openPng(await drawPicture(svg, pictureFont));
  const dark: string[] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (pixel(x, y) < '#808080') dark.push(`${x},${y}`);
  return { count: dark.length, form: dark.join(' ') };
}

describe('a picture', () => {
  test('is a PNG of the size and the colours that were asked for', async () => {
    const svg = page('<rect x="10" y="20" width="30" height="10" fill="#0b5cad"/>');
    const png = openPng(await drawPicture(svg, pictureFont));
    expect([png.width, png.height]).toEqual([60, 60]);
    expect([png.pixel(5, 25), png.pixel(25, 25), png.pixel(25, 35)]).toEqual(['#ffffff', '#0b5cad', '#ffffff']);
  });

  test('writes every character that a picture of readings can show, each in its own form and none as a box', async () => {
    // What a font lacks is drawn as a box.
    const forms = new Set([(await inkOf(written('鑫'))).form]);
    const characters = [...pictureCharacters].filter((character) => character !== ' ');
    for (const character of characters) {
      const { count, form } = await inkOf(written(character));
      expect(count, character).toBeGreaterThan(4);
      forms.add(form);
    }
    expect(forms.size).toBe(characters.length + 1);
    expect(characters).toEqual(expect.arrayContaining([...'高压空腹餐后体重目标']));
  });

  test('is none without the font: nothing is drawn with its words missing', async () => {
    await expect(drawPicture(written('高'), `${pictureFont}.gone`)).rejects.toThrow('ENOENT');
  });
});
