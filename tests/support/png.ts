import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A PNG of eight bits with alpha; `ink(x, y)` says where it is black. Everything else is see-through. */
export function pngOf(
  width: number,
  height: number,
  ink: (x: number, y: number) => boolean,
  how: { filter?: 0 | 1 | 2 | 3 | 4; background?: 'clear' | 'white' } = {},
): Buffer {
  const { filter = 0, background = 'clear' } = how;
  const lines: Buffer[] = [];
  let above = Buffer.alloc(width * 4);
  for (let y = 0; y < height; y += 1) {
    const line = Buffer.alloc(width * 4);
    for (let x = 0; x < width; x += 1) {
      if (ink(x, y)) line.writeUInt32BE(0x000000ff, x * 4);
      else if (background === 'white') line.writeUInt32BE(0xffffffff, x * 4);
    }
    lines.push(Buffer.from([filter]), filtered(filter, line, above));
    above = line;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Opens a PNG of eight bits with alpha whose lines are unfiltered. Every chunk's check is checked. @throws for any other. */
export function openPng(png: Buffer): { width: number; height: number; pixel(x: number, y: number): string } {
  if (png.toString('latin1', 1, 4) !== 'PNG') throw new Error('no PNG');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    if (crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) throw new Error('a chunk is broken');
    chunks.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, end));
    at = end + 4;
  }
  const header = chunks.get('IHDR');
  const lines = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  if (!header?.subarray(8).equals(Buffer.from([8, 6, 0, 0, 0]))) throw new Error('another kind of PNG');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const row = width * 4 + 1;
  if (lines.length !== row * height) throw new Error('too short or too long');
  for (let y = 0; y < height; y += 1) if (lines[y * row] !== 0) throw new Error('a filtered line');
  return { width, height, pixel: (x, y) => `#${lines.toString('hex', y * row + 1 + x * 4, y * row + 4 + x * 4)}` };
}

export function dataUrlOf(png: Buffer): string {
  return `data:image/png;base64,${png.toString('base64')}`;
}

/** A diagonal stroke of 300 pixels or so. */
export const drawnSignature = pngOf(120, 60, (x, y) => Math.abs(x - 2 * y) < 3);

function filtered(filter: number, line: Buffer, above: Buffer): Buffer {
  return Buffer.from(
    line.map((byte, at) => {
      const left = line[at - 4] ?? 0;
      const up = above[at] ?? 0;
      const corner = at < 4 ? 0 : (above[at - 4] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      return (byte - guess) & 0xff;
    }),
  );
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const near = [left, up, corner].sort((one, other) => Math.abs(estimate - one) - Math.abs(estimate - other));
  return near[0] ?? 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
