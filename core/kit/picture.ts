import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const compress = promisify(deflate);

/**
 * Draws an SVG as a PNG, in the zlib and drawing threads of the runtime: a picture must not hold up a callback.
 * What draws is loaded with the first picture.
 * @param font the one font that there is; characters that it lacks are drawn as boxes.
 * @throws where the font is missing, or this kind of machine has no prebuilt drawing library.
 */
export async function drawPicture(svg: string, font: string): Promise<Buffer> {
  await access(font);
  const { renderAsync } = await import('@resvg/resvg-js');
  const drawn = await renderAsync(svg, { font: { loadSystemFonts: false, fontFiles: [font] }, logLevel: 'off' });
  return pngOf(drawn.pixels, drawn.width, drawn.height);
}

/**
 * The library's own writer works in the loop's thread, 25 to 65 ms a picture.
 * @param pixels four bytes each: red, green, blue, alpha.
 */
async function pngOf(pixels: Buffer, width: number, height: number): Promise<Buffer> {
  const row = width * 4;
  // Each line begins with its filter: none.
  const lines = Buffer.alloc(height * (1 + row));
  for (let y = 0; y < height; y += 1) pixels.copy(lines, y * (1 + row) + 1, y * row, (y + 1) * row);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, red, green, blue and alpha.
  header.set([8, 6], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = await compress(lines);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
