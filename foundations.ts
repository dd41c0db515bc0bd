import type { Config } from './config.ts';
import type { Clock, SteppableClock } from '#kit/clock.ts';
import { steppableClock, systemClock } from '#kit/clock.ts';
import type { DistrictDay } from '#kit/day.ts';
import { districtDay } from '#kit/day.ts';
import type { Randomness } from '#kit/id.ts';
import { systemRandomness } from '#kit/id.ts';
import type { Log } from '#kit/log.ts';
import { createLog } from '#kit/log.ts';
import { keptRootKey } from '#kit/root-key.ts';
import type { Vault } from '#kit/vault.ts';
import { createVault, SealBroken } from '#kit/vault.ts';
import type { Database } from '#prisma/database.ts';
import { openDatabase } from '#prisma/database.ts';
import { migrate } from '#prisma/migrate.ts';

/** What the program and its commands stand on. */
export interface Foundations {
  config: Config;
  log: Log;
  clock: SteppableClock;
  day: DistrictDay;
  randomness: Randomness;
  vault: Vault;
  database: Database;
  /** True at the very first start: nothing was loaded yet. */
  isFirstStart: boolean;
}

/** The key that sealed this database is not the one that was given. */
export class WrongKey extends Error {}

const probe = { table: 'Setting', column: 'value', row: 'key.probe' };
const probeText = 'this key opens this database';

/**
 * Migrates and opens the database, with the clock where it stood.
 * @param base the machine's clock; tests hand in one that stands still.
 * @throws WrongKey
 */
export async function openFoundations(config: Config, base: Clock = systemClock): Promise<Foundations> {
  const log = createLog(config.logLevel);
  const clock = steppableClock(base);
  const day = districtDay(config.zone);
  const randomness = systemRandomness;
  const rootKey = config.secretKey ?? keptRootKey(config.dataDir, randomness);
  const vault = createVault(rootKey, randomness, config.formerSecretKeys);
  const applied = await migrate(config.databaseUrl);
  if (applied.length > 0) log.info({ migrations: applied }, 'database migrated');
  const database = await openDatabase(config.databaseUrl, { clock, day, vault, randomness });
  const isFirstStart = await proveKey(database, vault);
  if (config.clockControl) clock.moveTo(await standOf(database, clock));
  return { config, log, clock, day, randomness, vault, database, isFirstStart };
}

/** Writes the probe at the first start; afterwards it must open. */
async function proveKey(database: Database, vault: Vault): Promise<boolean> {
  const kept = await database.read((tx) => tx.prisma.setting.findUnique({ where: { name: probe.row } }));
  if (!kept) {
    const value = vault.seal(probe, probeText);
    await database.transact((tx) => tx.prisma.setting.create({ data: { name: probe.row, value } }));
    return true;
  }
  try {
    vault.open(probe, kept.value);
    return false;
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause;
    await database.close();
    throw new WrongKey('SECRET_KEY 打不开这个数据库：请用原来的密钥，或把它放进 FORMER_SECRET_KEYS', { cause });
  }
}

const clockSetting = 'clock.offset';

/** A sandbox whose clock was moved goes on from there. */
async function standOf(database: Database, clock: SteppableClock): Promise<Date> {
  const kept = await database.read((tx) => tx.prisma.setting.findUnique({ where: { name: clockSetting } }));
  return new Date(clock.now().getTime() + Number(kept?.value ?? 0));
}

/** Remembers how far the clock was moved. */
export async function keepClock(database: Database, clock: SteppableClock): Promise<void> {
  const value = String(clock.offset);
  await database.transact((tx) =>
    tx.prisma.setting.upsert({
      where: { name: clockSetting },
      create: { name: clockSetting, value },
      update: { value },
    }),
  );
}
