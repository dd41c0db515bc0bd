import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longestDataUrl, readSignature } from '#domain/contracts/signature-image.ts';
import { dataUrlOf, drawnSignature, pngOf } from '#tests/support/png.ts';

test('a drawn stroke is a signature', () => {
  expect(readSignature(dataUrlOf(drawnSignature))).toEqual({ ok: true, png: drawnSignature });
});

test.each([0, 1, 2, 3, 4] as const)('a stroke is seen through PNG filter %i', (filter) => {
  const png = pngOf(90, 45, (x, y) => Math.abs(x - 2 * y) < 3, { filter });
  expect(readSignature(dataUrlOf(png)).ok).toBe(true);
});

test.each([0, 1, 2, 3, 4] as const)('an empty canvas is none, see-through or white, through filter %i', (filter) => {
  for (const background of ['clear', 'white'] as const) {
    const png = pngOf(90, 45, () => false, { filter, background });
    expect(readSignature(dataUrlOf(png))).toEqual({ ok: false, flaw: 'empty' });
  }
});

test('a dot is none', () => {
  const dot = pngOf(90, 45, (x, y) => x < 3 && y < 3);
  expect(readSignature(dataUrlOf(dot))).toEqual({ ok: false, flaw: 'empty' });
});

test('more than 200 KB is refused before it is read', () => {
  expect(readSignature(`data:image/png;base64,${'A'.repeat(longestDataUrl)}`)).toEqual({
    ok: false,
    flaw: 'too-large',
  });
});

test('a picture that claims a giant size is refused without being unpacked', () => {
  const png = Buffer.from(drawnSignature);
  png.writeUInt32BE(60_000, 16);
  expect(readSignature(dataUrlOf(png))).toEqual({ ok: false, flaw: 'not-a-png' });
});

test.each([
  '',
  'data:,',
  'data:image/jpeg;base64,AAAA',
  'data:image/png;base64,',
  'data:image/png;base64,!!!!',
  'javascript:1',
])('%j is no picture', (text) => {
  expect(readSignature(text)).toEqual({ ok: false, flaw: 'not-a-png' });
});

test('whatever bytes come, the answer is a flaw and never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(drawnSignature.length - 1), (bytes, at) => {
      expect(readSignature(dataUrlOf(Buffer.from(bytes))).ok).toBe(false);
      const broken = Buffer.concat([
        drawnSignature.subarray(0, at),
        Buffer.from(bytes),
        drawnSignature.subarray(at + bytes.length),
      ]);
      expect(() => readSignature(dataUrlOf(broken))).not.toThrow();
    }),
    { numRuns: 300 },
  );
});
