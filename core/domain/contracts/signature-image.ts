import { inflateSync } from 'node:zlib';

/** What came from the page as a signature. `empty`: nobody drew; a dot or a scratch is none either. */
export type SignatureReading = { ok: true; png: Buffer } | { ok: false; flaw: 'too-large' | 'not-a-png' | 'empty' };

/** Of the data URL, in characters. */
export const longestDataUrl = 200 * 1024;

const widest = 2000;
/** A name has far more. */
const leastInk = 60;
const prefix = 'data:image/png;base64,';

/**
 * Reads a handwritten signature: a PNG of eight bits with an alpha channel or without, not interlaced, as every canvas
 * draws it, in which enough was drawn. Never throws.
 */
export function readSignature(dataUrl: string): SignatureReading {
  if (dataUrl.length > longestDataUrl) return { ok: false, flaw: 'too-large' };
  if (!dataUrl.startsWith(prefix) || !/^[A-Za-z0-9+/]+={0,2}$/.test(dataUrl.slice(prefix.length)))
    return { ok: false, flaw: 'not-a-png' };
  const png = Buffer.from(dataUrl.slice(prefix.length), 'base64');
  const picture = pictureOf(png);
  if (!picture) return { ok: false, flaw: 'not-a-png' };
  return inkOf(picture) < leastInk ? { ok: false, flaw: 'empty' } : { ok: true, png };
}

interface Picture {
  width: number;
  height: number;
  /** Bytes a pixel: 4 with alpha, 3 without. */
  depth: 3 | 4;
  /** Lines of pixels, each after its filter byte. */
  lines: Buffer;
}

function pictureOf(png: Buffer): Picture | undefined {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (png.length < 57 || !png.subarray(0, 8).equals(signature) || png.toString('latin1', 12, 16) !== 'IHDR')
    return undefined;
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const depth = png[25] === 6 ? 4 : png[25] === 2 ? 3 : undefined;
  if (depth === undefined || png[24] !== 8 || png[28] !== 0) return undefined;
  if (width < 1 || height < 1 || width > widest || height > widest) return undefined;
  const size = (width * depth + 1) * height;
  try {
    const lines = inflateSync(dataOf(png), { maxOutputLength: size });
    return lines.length === size ? { width, height, depth, lines } : undefined;
  } catch {
    return undefined;
  }
}

function dataOf(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return Buffer.concat(parts);
}

/** How many pixels are dark and not see-through. */
function inkOf({ width, height, depth, lines }: Picture): number {
  const stride = width * depth;
  let above = Buffer.alloc(stride);
  let ink = 0;
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1);
    const line = Buffer.from(lines.subarray(start + 1, start + 1 + stride));
    unfilter(lines[start] ?? 0, line, above, depth);
    for (let at = 0; at < stride; at += depth) {
      const dark = (line[at] ?? 255) + (line[at + 1] ?? 255) + (line[at + 2] ?? 255) < 384;
      if (dark && (depth === 3 || (line[at + 3] ?? 0) > 127)) ink += 1;
    }
    above = line;
  }
  return ink;
}

/** Puts a line back as it was drawn (PNG, 9.2: none, sub, up, average, Paeth). */
function unfilter(filter: number, line: Buffer, above: Buffer, depth: number): void {
  if (filter === 0) return;
  for (let at = 0; at < line.length; at += 1) {
    const left = line[at - depth] ?? 0;
    const up = above[at] ?? 0;
    const corner = at < depth ? 0 : (above[at - depth] ?? 0);
    const guess = guessOf(filter, left, up, corner);
    line[at] = ((line[at] ?? 0) + guess) & 0xff;
  }
}

function guessOf(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    default:
      return paeth(left, up, corner);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ]; // three in, three out
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}
