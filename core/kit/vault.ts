import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import type { Randomness } from './id.ts';

/**
 * Personal data at rest: AES-256-GCM for each field, bound to its table, column and row, and keyed blind indexes for
 * looking it up. A sealed value names cipher and key, so that keys rotate and SM4 can come beside AES.
 */
export interface Vault {
  /** @param place table‖column‖row id: a sealed value moved elsewhere does not open. */
  seal(place: Place, plain: string): string;
  /** @throws SealBroken when the value was changed, moved or sealed with a key that is not here. */
  open(place: Place, sealed: string): string;
  /** A keyed index of a normalised value; each `field` has its own key. */
  index(field: string, value: string): string;
  /** A keyed hash for short secrets such as codes and page tokens. */
  hash(purpose: string, value: string): string;
  /** True when the value is sealed with another key than today's: for the rotation command. */
  isStale(sealed: string): boolean;
  /** What every value sealed with today's key begins with: cipher and key. */
  readonly mark: string;
}

export interface Place {
  table: string;
  column: string;
  row: string;
}

/** A record that cannot be read. Shown to people as 数据异常, never hidden. */
export class SealBroken extends Error {
  constructor(place: Place, options?: ErrorOptions) {
    super(`cannot open ${place.table}.${place.column} of ${place.row}`, options);
    this.name = 'SealBroken';
  }
}

interface Keys {
  id: string;
  field: Buffer;
}

/**
 * @param secret today's root key, 32 bytes. Field keys derive from it (HKDF).
 * @param former root keys that may still open older values. Blind indexes and hashes use the index key only.
 * @param indexSecret root of blind indexes and hashes. The program has one of its own, sealed in the database
 *   (prisma/keys.ts), so that it outlives any number of rotations; it is asked for when it is first used.
 */
export function createVault(
  secret: Buffer,
  randomness: Pick<Randomness, 'bytes'>,
  former: readonly Buffer[] = [],
  indexSecret: Buffer | (() => Buffer) = former.at(-1) ?? secret,
): Vault {
  const [today, ...older] = [secret, ...former].map(keysOf);
  if (!today) throw new Error('a vault needs a key');
  const known = new Map([today, ...older].map((keys) => [keys.id, keys]));
  const indexKeys = new Map<string, Buffer>();
  const mark = `a1.${today.id}.`;
  const keyFor = (purpose: string) => {
    const kept = indexKeys.get(purpose) ?? derive(Buffer.isBuffer(indexSecret) ? indexSecret : indexSecret(), purpose);
    indexKeys.set(purpose, kept);
    return kept;
  };
  return {
    mark,
    seal(place, plain) {
      const iv = randomness.bytes(12);
      const cipher = createCipheriv('aes-256-gcm', today.field, iv);
      cipher.setAAD(associated(place));
      const body = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${mark}${body.toString('base64')}`;
    },
    open(place, sealed) {
      const [cipherId, keyId = '', body = ''] = sealed.split('.');
      const keys = known.get(keyId);
      if (cipherId !== 'a1' || !keys) throw new SealBroken(place);
      try {
        const bytes = Buffer.from(body, 'base64');
        const decipher = createDecipheriv('aes-256-gcm', keys.field, bytes.subarray(0, 12));
        decipher.setAAD(associated(place));
        decipher.setAuthTag(bytes.subarray(-16));
        return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw new SealBroken(place, { cause });
      }
    },
    index: (field, value) =>
      createHmac('sha256', keyFor(`index:${field}`))
        .update(value)
        .digest('base64url'),
    hash: (purpose, value) =>
      createHmac('sha256', keyFor(`hash:${purpose}`))
        .update(value)
        .digest('base64url'),
    isStale: (sealed) => !sealed.startsWith(mark),
  };
}

function keysOf(secret: Buffer): Keys {
  if (secret.length !== 32) throw new Error('a root key has 32 bytes');
  return { id: createHash('sha256').update(secret).digest('hex').slice(0, 8), field: derive(secret, 'field') };
}

function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'jiayi', purpose, 32));
}

function associated(place: Place): Buffer {
  return Buffer.from(`${place.table}‖${place.column}‖${place.row}`, 'utf8');
}
