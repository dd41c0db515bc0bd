import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { giveLeaseBack, takeLease } from '#domain/jobs/lease.ts';
import { createSender } from '#jobs/engine/sender.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { forgetWork, silent } from '#tests/support/later-work.ts';

describe.each(engines)('leases on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  beforeEach(() => forgetWork(database));
  const passed = (milliseconds: number) => clock.moveTo(new Date(clock.now().getTime() + milliseconds));
  const take = (holder: string) => database.transact((tx) => takeLease(tx, 'token/wechat', holder, 10_000));

  test('of many who ask at once one gets it, and keeps it as long as it renews', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, (_, index) => take(`process-${index}`)));
    expect(asked.filter((until) => until !== undefined)).toHaveLength(1);
    const holder = `process-${asked.findIndex((until) => until !== undefined)}`;
    passed(9_000);
    expect(await take(holder)).toEqual(new Date(clock.now().getTime() + 10_000));
    passed(9_000);
    expect(await take('another')).toBeUndefined();
    passed(1_000);
    expect(await take('another')).toBeDefined();
    expect(await take(holder)).toBeUndefined();
  });

  test('one that is given back is free at once; another’s is not given back', async () => {
    await take('one');
    await database.transact((tx) => giveLeaseBack(tx, 'token/wechat', 'another'));
    expect(await take('another')).toBeUndefined();
    await database.transact((tx) => giveLeaseBack(tx, 'token/wechat', 'one'));
    expect(await take('another')).toBeDefined();
  });

  function sender(holder: string, platforms: readonly ('wechat' | 'wecom')[] = ['wechat', 'wecom']) {
    let monotonic = 0;
    const told: string[] = [];
    const made = createSender({
      database,
      clock: { now: clock.now, monotonic: () => monotonic },
      log: silent,
      platforms,
      holder,
      changed: (holds) => told.push(holds),
    });
    onTestFinished(() => made.stop());
    const later = (milliseconds: number) => {
      monotonic += milliseconds;
    };
    return { ...made, told, later };
  }

  test('one process sends; the next one takes over when it stops, or when its leases lapse', async () => {
    const [first, second] = [sender('first'), sender('second')];
    await first.renew();
    await second.renew();
    expect([first.holds(), second.holds()]).toEqual([true, false]);
    await first.stop();
    await second.renew();
    expect([first.holds(), second.holds()]).toEqual([false, true]);
    passed(10_000);
    await first.renew();
    expect(first.holds()).toBe(true);
    expect(first.told).toEqual(['holds', 'holds']);
  });

  test('who cannot renew ceases to send before its leases lapse', async () => {
    const one = sender('one');
    await one.renew();
    one.later(7_999);
    expect(one.holds()).toBe(true);
    one.later(1);
    expect(one.holds()).toBe(false);
  });

  test('it holds all its platforms or none', async () => {
    await database.transact((tx) => takeLease(tx, 'sender:wecom', 'somebody else', 10_000));
    const one = sender('one');
    await one.renew();
    expect(one.holds()).toBe(false);
    const leases = await database.read((tx) => tx.prisma.lease.findMany());
    expect(leases.map(({ name, holder }) => [name, holder])).toEqual([['sender:wecom', 'somebody else']]);
  });
});
