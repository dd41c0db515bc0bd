import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { claimDue } from '#jobs/engine/claim.sql.ts';
import { createHeldRows } from '#jobs/engine/held-rows.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { forgetWork, silent } from '#tests/support/later-work.ts';

describe.each(engines)('the rows that a process works on, on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  const soon = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  beforeEach(() => forgetWork(database));

  const claim = () =>
    database.transact((tx) => claimDue(tx, 'Job', { priority: 0, limit: 10, leaseUntil: soon(15_000) }));

  test('stay its own however long they take, and are free after it has died', async () => {
    await database.transact((tx) =>
      tx.prisma.job.create({
        data: { id: 'slow', name: 'n', key: 'k', payload: {}, status: 'pending', dueAt: tx.now, createdAt: tx.now },
      }),
    );
    const held = createHeldRows(database, silent);
    onTestFinished(held.stop);
    held.add('Job', await claim());
    for (let beat = 0; beat < 10; beat++) {
      clock.moveTo(soon(5_000));
      await held.renew();
      expect(await claim()).toEqual([]);
    }
    held.remove('Job', 'slow');
    clock.moveTo(soon(5_000));
    await held.renew();
    expect(await claim()).toEqual([]);
    clock.moveTo(soon(10_000));
    expect(await claim()).toEqual([{ id: 'slow', epoch: 2 }]);
  });

  test('that somebody else has claimed since are left to them', async () => {
    await database.transact((tx) =>
      tx.prisma.job.create({
        data: { id: 'taken', name: 'n', key: 'k', payload: {}, status: 'pending', dueAt: tx.now, createdAt: tx.now },
      }),
    );
    const held = createHeldRows(database, silent);
    onTestFinished(held.stop);
    held.add('Job', await claim());
    clock.moveTo(soon(15_000));
    await claim();
    const lease = () => database.read((tx) => tx.prisma.job.findUniqueOrThrow({ where: { id: 'taken' } }));
    const before = (await lease()).leaseUntil;
    clock.moveTo(soon(5_000));
    await held.renew();
    expect((await lease()).leaseUntil).toEqual(before);
  });
});
