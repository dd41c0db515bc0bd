import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Copies a database into a new file, as it is at one moment, while others read and write it. The copy is looked through
 * and on the disk before it gets its name; only its owner may read it.
 * @throws Error when the file exists already, or the copy is not sound.
 */
export async function backUpSqlite(source: string, target: string): Promise<{ bytes: number }> {
  if (existsSync(target)) throw new Error(`${target} 已经存在，不会覆盖`);
  const { default: SqliteDatabase } = await import('better-sqlite3');
  const part = `${target}.part`;
  rmSync(part, { force: true });
  const mask = process.umask(0o077);
  try {
    const connection = new SqliteDatabase(source, { fileMustExist: true, timeout: 10_000 });
    connection.prepare('VACUUM INTO ?').run(part);
    connection.close();
    await mustBeSound(part);
    await sync(part);
    renameSync(part, target);
    await sync(dirname(target));
  } finally {
    process.umask(mask);
    rmSync(part, { force: true });
  }
  return { bytes: statSync(target).size };
}

/** @throws Error when the file is no sound SQLite database. */
export async function mustBeSound(file: string): Promise<void> {
  const { default: SqliteDatabase } = await import('better-sqlite3');
  const connection = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
  try {
    const found = connection.pragma('integrity_check', { simple: true });
    const strays = connection.pragma('foreign_key_check') as unknown[]; // one row for each stray
    if (found !== 'ok' || strays.length > 0) throw new Error(`${file} 已损坏`);
  } finally {
    connection.close();
  }
}

/** Until the file, or the folder with its name, is on the disk. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
