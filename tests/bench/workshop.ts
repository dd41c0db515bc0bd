import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '#kit/clock.ts';
import { systemClock } from '#kit/clock.ts';
import { districtDay } from '#kit/day.ts';
import { systemRandomness } from '#kit/id.ts';
import { createVault } from '#kit/vault.ts';
import { openDatabase } from '#prisma/database.ts';
import { migrate } from '#prisma/migrate.ts';

/** An empty folder of one's own. */
export function folder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'jiayi-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** What every transaction carries. */
export function surroundings(clock: Clock) {
  return {
    clock,
    day: districtDay('Asia/Shanghai'),
    vault: createVault(randomBytes(32), systemRandomness),
    randomness: systemRandomness,
  };
}

/** A migrated SQLite database with the program's own settings, `synchronous=FULL` among them. */
export async function sqliteDatabase(path: string, clock: Clock = systemClock) {
  const file = join(path, 'app.db');
  await migrate(`file:${file}`);
  const carried = surroundings(clock);
  return { ...carried, file, database: await openDatabase(`file:${file}`, carried) };
}

/** Milliseconds that the disk takes to keep 4 KB for good, the middle of 31: with `synchronous=FULL` every commit waits for it. */
export function diskKeepsAfter(): number {
  const { path, remove } = folder();
  const file = openSync(join(path, 'kept'), 'w');
  const times = Array.from({ length: 31 }, () => {
    writeSync(file, Buffer.alloc(4096, 1));
    const before = performance.now();
    fdatasyncSync(file);
    return performance.now() - before;
  });
  closeSync(file);
  remove();
  return times.sort((one, other) => one - other)[15] ?? Number.NaN;
}
