import { beforeEach, describe, expect, test } from 'vitest';
import { takeLease } from '#domain/jobs/lease.ts';
import { platformTokens } from '#domain/notices/platform-token.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { forgetWork } from '#tests/support/later-work.ts';

describe.each(engines)('a platform’s token on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  beforeEach(() => forgetWork(database));
  const later = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  const token = (value: string) => ({ value, refreshAt: later(6_600_000), expiresAt: later(7_200_000) });
  const process = (holder: string, wait: () => Promise<void> = nextTurn) =>
    platformTokens(database, 'wechat', holder, wait);

  test('is the same for all processes, and never stands in the database as it is', async () => {
    const [one, other] = [process('one'), process('other')];
    expect(await one.read()).toBeUndefined();
    await one.write(token('the first'));
    expect(await other.read()).toEqual(token('the first'));
    await other.write(token('the second'));
    expect(await one.read()).toEqual(token('the second'));
    const row = await database.read((tx) => tx.prisma.platformToken.findFirstOrThrow());
    expect(JSON.stringify(row)).not.toContain('second');
  });

  test('is asked for by one process at a time', async () => {
    let under = 0;
    let most = 0;
    const ask = (holder: string) =>
      process(holder).refreshing(async () => {
        most = Math.max(most, ++under);
        await nextTurn();
        await nextTurn();
        under -= 1;
        return holder;
      });
    const holders = ['one', 'two', 'three', 'four'];
    expect(await Promise.all(holders.map(ask))).toEqual(holders);
    expect(most).toBe(1);
  });

  test('is not waited for longer than the lease of one who died', async () => {
    await database.transact((tx) => takeLease(tx, 'token/wechat', 'the dead', 15_000));
    const waits: number[] = [];
    const patient = process('the living', async () => {
      waits.push(1);
      if (waits.length === 3) clock.moveTo(later(15_000));
    });
    expect(await patient.refreshing(async () => 'asked')).toBe('asked');
    expect(waits).toHaveLength(3);
  });

  test('that could not be had leaves the way free for the next', async () => {
    await expect(process('one').refreshing(() => Promise.reject(new Error('on purpose')))).rejects.toThrow(
      'on purpose',
    );
    expect(await process('two').refreshing(async () => 'asked')).toBe('asked');
  });
});

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
