import type { Config } from './config.ts';
import { ConfigError } from './config.ts';
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
import { createVault } from '#kit/vault.ts';
import type { Database } from '#prisma/database.ts';
import { openDatabase } from '#prisma/database.ts';
import { openKeys, WrongKey } from '#prisma/keys.ts';
import { ChangedMigration, migrate } from '#prisma/migrate.ts';

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

/**
 * Migrates and opens the database, with the clock where it stood.
 * @param base the machine's clock; tests hand in one that stands still.
 * @throws ConfigError where the secret key is another than the database's, or the database is of another release
 */
export async function openFoundations(config: Config, base: Clock = systemClock): Promise<Foundations> {
  const log = createLog(config.logLevel);
  const clock = steppableClock(base);
  const day = districtDay(config.zone);
  const randomness = systemRandomness;
  const rootKey = config.secretKey ?? keptRootKey(config.dataDir, randomness);
  let indexRoot: Buffer | undefined;
  const vault = createVault(rootKey, randomness, config.formerSecretKeys, () => {
    if (!indexRoot) throw new Error('the index key was asked for before the database was opened');
    return indexRoot;
  });
  const applied = await migrate(config.databaseUrl).catch((cause: unknown) => {
    throw cause instanceof ChangedMigration ? new ConfigError([cause.message]) : cause;
  });
  if (applied.length > 0) log.info({ migrations: applied }, 'database migrated');
  const database = await openDatabase(config.databaseUrl, { clock, day, vault, randomness });
  const keys = await openKeys(database, vault, randomness).catch(async (cause: unknown) => {
    await database.close();
    throw cause instanceof WrongKey ? new ConfigError([cause.message]) : cause;
  });
  indexRoot = keys.indexRoot;
  if (config.clockControl) clock.moveTo(await standOf(database, clock));
  return { config, log, clock, day, randomness, vault, database, isFirstStart: keys.isFirstStart };
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
