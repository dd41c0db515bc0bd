import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Randomness } from './id.ts';

/**
 * The sandbox's own root key: made at the first start and kept under DATA_DIR, readable by its owner only.
 * @throws Error when the file holds something else.
 */
export function keptRootKey(dataDir: string, randomness: Pick<Randomness, 'bytes'>): Buffer {
  const file = join(dataDir, 'secret.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomness.bytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`${file} does not hold 32 bytes in base64`);
  return key;
}
