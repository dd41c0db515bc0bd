import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { requestJob } from '#domain/jobs/request-job.ts';
import { send } from '#domain/notices/send.ts';
import { defineJob, done } from '#jobs/engine/define-job.ts';
import { definitions } from '#jobs/index.ts';
import { districtDay } from '#kit/day.ts';
import { createVault } from '#kit/vault.ts';
import { openDatabase } from '#prisma/database.ts';
import { countedRandomness, testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import type { Later } from '#tests/support/later-work.ts';
import { expireNothing, forgetWork, notices, somebody, startLater } from '#tests/support/later-work.ts';
import type { PrivateRedis } from '#tests/support/redis.ts';
import { monitored, privateRedis, redisIsHere } from '#tests/support/redis.ts';

const here = await redisIsHere();

/** Every carrier that may fail does, and nothing is lost: the rows are the truth. */
describe.skipIf(!here).each(engines)('with Redis failing, on %s', async (engine) => {
  const { database, clock, url: databaseUrl } = await testDatabase({ engine });
  const redis: PrivateRedis | undefined = here ? await privateRedis() : undefined;
  afterAll(() => redis?.remove());
  beforeEach(async () => {
    await forgetWork(database);
    await redis?.kill();
    await redis?.start();
  });
  const url = redis?.url ?? '';
  const carrier = { kind: 'bullmq', url, prefix: 'test' } as const;

  /** Commits one notice in a transaction of its own. */
  let sent = 0;
  const commit = (bindingId: string, priority: 0 | 1 = 0) =>
    database.transact((tx) =>
      send(tx, notices.receipt, { binding: bindingId }, { when: '今晚' }, { key: `load/${++sent}`, priority }),
    );

  /** Resolves once nothing waits any more. */
  async function quiet(...all: Later[]): Promise<void> {
    for (;;) {
      const waiting = await database.read((tx) => tx.prisma.delivery.count({ where: { status: 'pending' } }));
      if (waiting === 0) return;
      for (const one of all) await one.sweep();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async function everySentOnce(later: readonly Later[], count: number): Promise<void> {
    const parcels = later.flatMap(({ wechat }) => wechat.parcels.map(({ deliveryId }) => deliveryId));
    expect(parcels).toHaveLength(count);
    expect(new Set(parcels).size).toBe(count);
    const rows = await database.read((tx) => tx.prisma.delivery.count({ where: { status: 'sent', attempts: 1 } }));
    expect(rows).toBe(count);
  }

  test('all goes through Redis while it is there, and no person’s name is in it', async () => {
    const me = await somebody(database);
    const seen = await monitored(redis);
    const later = await startLater(database, clock, { carrier });
    await until(() => later.unready().length === 0);
    for (let count = 0; count < 30; count++) await commit(me.bindingId);
    await quiet(later);
    await everySentOnce([later], 30);
    const commands = seen();
    expect(commands).toContain('deliveries');
    for (const secret of ['王秀英', '今晚', me.openid, '138000']) expect(commands).not.toContain(secret);
  });

  test('started without Redis, it does everything by itself, and uses Redis once it is there', async () => {
    await redis?.kill();
    const me = await somebody(database);
    const later = await startLater(database, clock, { carrier });
    expect(later.unready()).toEqual(['redis']);
    for (let count = 0; count < 20; count++) await commit(me.bindingId);
    await quiet(later);
    await everySentOnce([later], 20);
    await redis?.start();
    await until(() => later.unready().length === 0);
    for (let count = 0; count < 20; count++) await commit(me.bindingId);
    await quiet(later);
    await everySentOnce([later], 40);
  });

  test('flushed, killed, restarted and filled under load, it loses nothing and sends nothing twice', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock, { carrier });
    await until(() => later.unready().length === 0);
    const count = 240;
    for (let number = 0; number < count; number++) {
      await commit(me.bindingId, number % 5 === 0 ? 1 : 0);
      if (number % 40 === 20) await redis?.client.flushall();
      if (number % 80 === 30) await redis?.kill();
      if (number % 80 === 50) await redis?.start();
      if (number === 65) await redis?.client.config('SET', 'maxmemory', '1mb');
      if (number === 95) await redis?.client.config('SET', 'maxmemory', '0');
    }
    await quiet(later);
    await everySentOnce([later], count);
  });

  test('a reminder still goes out with Redis dead, found by the watchdog alone', { timeout: 60_000 }, async () => {
    const me = await somebody(database);
    const remind = defineJob({
      name: 'appointment.remind',
      title: '就诊提醒',
      payload: z.object({ appointmentId: z.string(), when: z.enum(['evening-before', 'two-hours-before']) }),
      async run({ appointmentId }, tx) {
        await send(tx, notices.reminder, { binding: me.bindingId }, { when: '今晚7:30' }, { key: appointmentId });
        return done();
      },
    });
    const own = { ...definitions, 'dialogue.expire': expireNothing, 'appointment.remind': remind };
    const later = await startLater(database, clock, { carrier, definitions: own });
    await until(() => later.unready().length === 0);
    const dueAt = new Date(clock.now().getTime() + 7_200_000);
    const payload = { appointmentId: 'appointment-1', when: 'two-hours-before' } as const;
    await database.transact((tx) => requestJob(tx, 'appointment.remind', payload, { key: 'remind', dueAt }));
    await redis?.kill();
    const reminded = new Promise<void>((resolve) => {
      later.wechat.answers(() => {
        resolve();
        return { outcome: 'sent' };
      });
    });
    clock.moveTo(dueAt);
    await reminded;
    expect(later.wechat.parcels).toMatchObject([{ account: me.openid }]);
  });

  test.skipIf(engine === 'sqlite')('two workers share the work; one sends, and the other when it is gone', async () => {
    const me = await somebody(database);
    const first = await startLater(database, clock, { carrier, randomness: countedRandomness('first') });
    const second = await startLater(database, clock, { carrier, randomness: countedRandomness('second') });
    await until(() => first.unready().length + second.unready().length === 0);
    for (let count = 0; count < 40; count++) await commit(me.bindingId);
    await quiet(first, second);
    expect(second.wechat.parcels).toEqual([]);
    await first.stop();
    for (let count = 0; count < 40; count++) await commit(me.bindingId);
    clock.moveTo(new Date(clock.now().getTime() + 10_000));
    await quiet(second);
    expect(second.wechat.parcels).toHaveLength(40);
    await everySentOnce([first, second], 80);
  });

  test.skipIf(engine === 'sqlite')('a process that only answers hands over, and a worker sends', async () => {
    const me = await somebody(database);
    const seen = await monitored(redis);
    const worker = await startLater(database, clock, { carrier });
    const other = await openDatabase(databaseUrl, {
      clock,
      day: districtDay('Asia/Shanghai'),
      vault: createVault(Buffer.alloc(32, 7), countedRandomness('api vault')),
      randomness: countedRandomness('api'),
    });
    onTestFinished(() => other.close());
    const api = await startLater(other, clock, { carrier, role: 'api' });
    await until(() => worker.unready().length === 0);
    const options = { key: 'handed over' };
    const hand = () =>
      other.transact((tx) => send(tx, notices.receipt, { binding: me.bindingId }, { when: '今晚' }, options));
    const id = (await hand()) ?? '';
    while (worker.wechat.parcels.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(worker.wechat.parcels).toMatchObject([{ deliveryId: id }]);
    expect(api.wechat.parcels).toEqual([]);
    expect(seen()).toContain(`d-${id}-0`);
    await expect(api.runUntilQuiet()).rejects.toThrow('ask a worker');
  });

  test('what a stranger puts into Redis sends nothing and breaks nothing', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock, { carrier });
    await until(() => later.unready().length === 0);
    const { Queue } = await import('bullmq');
    const queue = new Queue('deliveries', { connection: { path: url.replace('unix://', '') }, prefix: 'test' });
    const forged = [{}, { kind: 'row' }, { kind: 'row', table: 'Delivery', id: 'nobody', epoch: 0 }, { kind: 'drop' }];
    await queue.addBulk(Array.from({ length: 200 }, (_, index) => ({ name: 'x', data: forged[index % 4] ?? {} })));
    await commit(me.bindingId);
    await quiet(later);
    while ((await queue.getJobCountByTypes('waiting', 'active', 'prioritized')) > 0)
      await new Promise((resolve) => setImmediate(resolve));
    await queue.close();
    await everySentOnce([later], 1);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
