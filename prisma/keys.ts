import type { Randomness } from '#kit/id.ts';
import type { Vault } from '#kit/vault.ts';
import { SealBroken } from '#kit/vault.ts';
import type { Database } from './database.ts';

/** The key that sealed this database is not the one that was given. */
export class WrongKey extends Error {}

/** Settings whose values are sealed. They are rotated with everything else. */
export const sealedSettings = ['key.probe', 'key.index'] as const;

const probeText = 'this key opens this database';

/** What the database says about its keys. */
export interface Keys {
  /** Root of all blind indexes and hashes, 32 bytes: made at the first start, sealed with whatever key is today's. */
  indexRoot: Buffer;
  /** True at the very first start: nothing was in the database yet. */
  isFirstStart: boolean;
}

/**
 * Writes the probe and the index root at the first start (of two processes that start at once, one writes); afterwards
 * both must open.
 * @throws WrongKey
 */
export async function openKeys(database: Database, vault: Vault, randomness: Pick<Randomness, 'bytes'>): Promise<Keys> {
  const kept = await readKept(database);
  const isFirstStart = kept.size === 0 && (await writeFirst(database, vault, randomness));
  const { 'key.probe': probe, 'key.index': index } = Object.fromEntries(
    kept.size === 0 ? await readKept(database) : kept,
  );
  if (probe === undefined || index === undefined)
    throw new Error('the database has lost one of its key settings (key.probe, key.index): restore it from a backup');
  try {
    vault.open(placeOf('key.probe'), probe);
    return { indexRoot: Buffer.from(vault.open(placeOf('key.index'), index), 'base64'), isFirstStart };
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause;
    throw new WrongKey('SECRET_KEY 打不开这个数据库：请用原来的密钥，或把它放进 FORMER_SECRET_KEYS', { cause });
  }
}

async function readKept(database: Database): Promise<Map<string, string>> {
  const names = [...sealedSettings];
  const rows = await database.read((tx) => tx.prisma.setting.findMany({ where: { name: { in: names } } }));
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/** @returns false when another process was first. */
async function writeFirst(database: Database, vault: Vault, { bytes }: Pick<Randomness, 'bytes'>): Promise<boolean> {
  const values = { 'key.probe': probeText, 'key.index': bytes(32).toString('base64') };
  return database.transact(async (tx) => {
    let written = 0;
    for (const name of sealedSettings)
      written += await tx.sql.run(
        'INSERT INTO "Setting" ("name", "value") VALUES (?, ?) ON CONFLICT ("name") DO NOTHING',
        [name, vault.seal(placeOf(name), values[name])],
      );
    return written > 0;
  });
}

function placeOf(name: (typeof sealedSettings)[number]) {
  return { table: 'Setting', column: 'value', row: name };
}
