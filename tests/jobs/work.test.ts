import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { JobName, JobRequests } from '#domain/jobs/request-job.ts';
import { clearJobs, requestJob } from '#domain/jobs/request-job.ts';
import { refuse } from '#domain/refusal.ts';
import type { JobDefinition, JobDefinitions, Outcome } from '#jobs/engine/define-job.ts';
import { defineJob, done, later as tryLater, skipped } from '#jobs/engine/define-job.ts';
import { definitions } from '#jobs/index.ts';
import type { Transaction } from '#domain/transaction.ts';
import { createHeldRows } from '#jobs/engine/held-rows.ts';
import type { Worker } from '#jobs/engine/work.ts';
import { createWorker } from '#jobs/engine/work.ts';
import { armFailpoint } from '#kit/failpoint.ts';
import { createMetrics } from '#kit/metrics.ts';
import { countedRandomness, testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { forgetWork, running, silent } from '#tests/support/later-work.ts';

describe.each(engines)('a job on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  const soon = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  beforeEach(() => forgetWork(database));

  /** A worker that does `run` for 'contract.settle'. */
  function workerFor(
    run: (tx: Transaction, payload: JobRequests['contract.settle']) => Promise<Outcome>,
    attempts = 5,
  ) {
    const settle = defineJob({
      name: 'contract.settle',
      title: '签约答复生效',
      payload: z.object({ contractId: z.string() }),
      attempts,
      run: (payload, tx) => run(tx, payload),
    });
    return worker({ 'contract.settle': settle });
  }

  function worker(own: Partial<JobDefinitions>, mayBegin: () => boolean = () => true): Worker {
    const held = createHeldRows(database, silent);
    onTestFinished(held.stop);
    return createWorker({
      database,
      clock: running(clock),
      randomness: countedRandomness(),
      log: silent,
      metrics: createMetrics(),
      definitions: own,
      channels: [],
      held,
      mayBegin,
      ended: () => {},
    });
  }

  const ask = (key: string, when: { dueAt?: Date; expiresAt?: Date; priority?: 0 | 1 } = {}) =>
    database.transact((tx) => requestJob(tx, 'contract.settle', { contractId: key }, { key, dueAt: tx.now, ...when }));
  const job = (key: string) => database.read((tx) => tx.prisma.job.findUniqueOrThrow({ where: { key } }));
  const note = (tx: Transaction, name: string) => tx.prisma.setting.create({ data: { name, value: '1' } });
  const noted = (name: string) => database.read((tx) => tx.prisma.setting.findUnique({ where: { name } }));

  test('is done once, however often it is asked for and everything runs', async () => {
    const seen: string[] = [];
    const work = workerFor(async (_tx, { contractId }) => {
      seen.push(contractId);
      return done();
    });
    await ask('once');
    await ask('once');
    await Promise.all([work.all(), work.all(), work.all()]);
    expect(await work.all()).toBe(0);
    expect(seen).toEqual(['once']);
    expect(await job('once')).toMatchObject({ status: 'done', attempts: 1, outcome: null, leaseUntil: null });
  });

  test('waits for its time, and is done however late that is found', async () => {
    const work = workerFor(async () => done());
    await ask('late', { dueAt: soon(60_000) });
    expect(await work.all()).toBe(0);
    clock.moveTo(soon(90 * 86_400_000));
    expect(await work.all()).toBe(1);
    expect((await job('late')).status).toBe('done');
  });

  test('that is not worth doing any more is cleared', async () => {
    const work = workerFor(async () => done());
    await ask('expired', { expiresAt: soon(1_000) });
    clock.moveTo(soon(1_000));
    await work.all();
    expect(await job('expired')).toMatchObject({ status: 'cleared', outcome: 'expired' });
  });

  test('that was cleared is not done', async () => {
    const work = workerFor(async () => done());
    await ask('over');
    await database.transact((tx) => clearJobs(tx, ['over'], 'withdrawn'));
    expect(await work.all()).toBe(0);
    expect(await job('over')).toMatchObject({ status: 'cleared', outcome: 'withdrawn' });
  });

  test('keeps the reason why there was nothing to do', async () => {
    await ask('nothing');
    await workerFor(async () => skipped('answered')).all();
    expect(await job('nothing')).toMatchObject({ status: 'done', outcome: 'answered' });
  });

  test('that fails leaves nothing behind and is tried again, five times in all', async () => {
    let tries = 0;
    const work = workerFor(async (tx) => {
      tries += 1;
      await note(tx, 'half done');
      throw new RangeError('on purpose');
    });
    await ask('failing');
    const waits: number[] = [];
    for (let round = 0; round < 8; round++) {
      await work.all();
      const { dueAt, status } = await job('failing');
      if (status === 'pending') waits.push(dueAt.getTime() - clock.now().getTime());
      clock.moveTo(soon(3_600_000));
    }
    expect(tries).toBe(5);
    expect(await noted('half done')).toBeNull();
    expect(await job('failing')).toMatchObject({ status: 'dead', outcome: 'RangeError', attempts: 5 });
    expect(waits.every((wait, index) => wait >= 3_500 * 2 ** index && wait <= 6_500 * 2 ** index)).toBe(true);
  });

  test('that is refused is not asked again', async () => {
    await ask('refused');
    await workerFor(async () => Promise.reject(refuse('contract-not-found'))).all();
    expect(await job('refused')).toMatchObject({ status: 'dead', outcome: 'refused:contract-not-found' });
  });

  test('that is too early comes back, and no failure is counted', async () => {
    let tries = 0;
    const work = workerFor(async () => (++tries < 3 ? tryLater('too-early', 30_000) : done()), 1);
    await ask('early');
    for (let round = 0; round < 3; round++) {
      await work.all();
      clock.moveTo(soon(30_000));
    }
    expect(tries).toBe(3);
    expect(await job('early')).toMatchObject({ status: 'done', attempts: 1 });
  });

  test('one that always fails does not keep the others', async () => {
    const seen: string[] = [];
    const work = workerFor(async (_tx, { contractId }) => {
      if (contractId.startsWith('bad')) throw new Error('on purpose');
      seen.push(contractId);
      return done();
    });
    for (let count = 0; count < 30; count++) await ask(`${count % 3 === 0 ? 'bad' : 'good'}-${count}`);
    await work.all();
    expect(seen).toHaveLength(20);
  });

  test('urgent ones go before bulk that was there first', async () => {
    const seen: string[] = [];
    const work = workerFor(async (_tx, { contractId }) => {
      seen.push(contractId);
      return done();
    });
    await ask('bulk', { priority: 1, dueAt: soon(-60_000) });
    await ask('urgent');
    await work.all();
    expect(seen).toEqual(['urgent', 'bulk']);
  });

  test('whose row was taken over meanwhile is undone', async () => {
    await ask('slow');
    const { id } = await job('slow');
    const work = workerFor(async (tx) => {
      await note(tx, 'by the slow one');
      // Somebody else claims it while this one is under way; on this transaction's own connection it is visible at once.
      await tx.sql.run('UPDATE "Job" SET "epoch" = "epoch" + 1 WHERE "id" = ?', [id]);
      return done();
    });
    await work.all();
    expect(await noted('by the slow one')).toBeNull();
    expect(await job('slow')).toMatchObject({ status: 'pending', epoch: 1 });
  });

  test('that a crash cut off is done after its lease lapsed', async () => {
    await ask('cut off');
    armFailpoint('claimed:1:throw');
    const work = workerFor(async () => done());
    await expect(work.all()).rejects.toThrow('failpoint claimed');
    expect(await work.all()).toBe(0);
    clock.moveTo(soon(15_000));
    expect(await work.all()).toBe(1);
    expect((await job('cut off')).status).toBe('done');
  });

  test('that takes its process down again and again is given up', async () => {
    await ask('killer');
    const work = workerFor(async () => done());
    for (let crash = 0; crash < 21; crash++) {
      armFailpoint('claimed:1:throw');
      await expect(work.all()).rejects.toThrow('failpoint claimed');
      clock.moveTo(soon(15_000));
    }
    await work.all();
    expect(await job('killer')).toMatchObject({ status: 'dead', outcome: 'crashed' });
  });

  test('of a newer release waits for it, and one with a broken payload is dead', async () => {
    await ask('unknown');
    await worker({}).all();
    expect(await job('unknown')).toMatchObject({ status: 'pending', outcome: 'unknown-name', attempts: 0 });
    await database.transact((tx) =>
      tx.prisma.job.update({ where: { key: 'unknown' }, data: { payload: { other: 1 } } }),
    );
    clock.moveTo(soon(60_000));
    await workerFor(async () => done()).all();
    expect(await job('unknown')).toMatchObject({ status: 'dead', outcome: 'bad-payload' });
  });

  test('that was claimed and not begun when the process stops is given back at once', async () => {
    for (const key of ['one', 'two', 'three']) await ask(key);
    let stopping = false;
    const settle = defineJob({
      name: 'contract.settle',
      title: '签约答复生效',
      payload: z.object({ contractId: z.string() }),
      async run() {
        stopping = true;
        return done();
      },
    });
    await worker({ 'contract.settle': settle }, () => !stopping).all();
    const left = await database.read((tx) => tx.prisma.job.findMany({ where: { status: 'pending' } }));
    expect(left.map(({ leaseUntil }) => leaseUntil)).toEqual([null, null]);
  });
});

test('every job that can be asked for has a definition under its own name; those of talking are the world’s', () => {
  const all = Object.entries<JobDefinition>(definitions);
  expect(all.length).toBeGreaterThan(0);
  for (const [name, definition] of all) expect(definition.name).toBe(name satisfies string as JobName);
  expect(new Set(all.map(([, { title }]) => title)).size).toBe(all.length);
});
