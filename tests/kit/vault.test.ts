import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createVault, SealBroken } from '#kit/vault.ts';

const place = { table: 'Resident', column: 'nameSealed', row: 'r1' };
const key = Buffer.alloc(32, 1);
const vault = createVault(key, { bytes: randomBytes });

describe('the vault', () => {
  test('opens what it sealed, rare characters and nothing at all too', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '𠮷野家', '阿依古丽·买买提')),
        (text) => {
          expect(vault.open(place, vault.seal(place, text))).toBe(text);
        },
      ),
    );
  });

  test('does not open a value that was moved to another row, column or table', () => {
    const sealed = vault.seal(place, '王秀英');
    for (const elsewhere of [
      { ...place, row: 'r2' },
      { ...place, column: 'phoneSealed' },
      { ...place, table: 'Staff' },
    ])
      expect(() => vault.open(elsewhere, sealed)).toThrow(SealBroken);
  });

  test('does not open a value with any flipped byte', () => {
    const sealed = vault.seal(place, '440402195803120022');
    const [cipher, keyId, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => vault.open(place, `${cipher}.${keyId}.${changed.toString('base64')}`)).toThrow(SealBroken);
    }
  });

  test('seals the same text differently each time, and indexes it the same', () => {
    expect(vault.seal(place, '王秀英')).not.toBe(vault.seal(place, '王秀英'));
    expect(vault.index('name', '王秀英')).toBe(vault.index('name', '王秀英'));
    expect(vault.index('name', '王秀英')).not.toBe(vault.index('phone', '王秀英'));
  });

  test('after a rotation old values still open, are known as stale, and indexes stay', () => {
    const rotated = createVault(Buffer.alloc(32, 2), { bytes: randomBytes }, [key]);
    const old = vault.seal(place, '王秀英');
    expect(rotated.open(place, old)).toBe('王秀英');
    expect(rotated.isStale(old)).toBe(true);
    expect(rotated.isStale(rotated.seal(place, '王秀英'))).toBe(false);
    expect(rotated.index('name', '王秀英')).toBe(vault.index('name', '王秀英'));
    expect(() => vault.open(place, rotated.seal(place, '王秀英'))).toThrow(SealBroken);
  });
});
