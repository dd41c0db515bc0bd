import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { requestJob } from '#domain/jobs/request-job.ts';
import { send } from '#domain/notices/send.ts';
import type { TickDefinition } from '#jobs/engine/define-tick.ts';
import { daily } from '#jobs/engine/define-tick.ts';
import { defineJob, done } from '#jobs/engine/define-job.ts';
import { definitions } from '#jobs/index.ts';
import { createMetrics } from '#kit/metrics.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import type { Later } from '#tests/support/later-work.ts';
import {
  deliveryOf,
  doctor,
  expireNothing,
  forgetWork,
  notices,
  somebody,
  startLater,
  tell,
} from '#tests/support/later-work.ts';

describe.each(engines)('later work as the clock moves, on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine });
  beforeEach(() => forgetWork(database));
  const soon = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000);

  /** Moves as the sandbox's clock does: to what is next, until quiet, and so on. */
  async function stepTo(later: Later, target: Date): Promise<string[]> {
    const told = await later.runUntilQuiet();
    for (let next = await later.nextDue(); next && next <= target; next = await later.nextDue()) {
      clock.moveTo(next);
      told.push(...(await later.runUntilQuiet()));
    }
    clock.moveTo(target);
    told.push(...(await later.runUntilQuiet()));
    return told.map(({ what }) => what);
  }

  test('one thing causes the next, each at its own time, and each is told', async () => {
    const me = await somebody(database, '王秀英');
    const colleague = await doctor(database);
    const times: Record<string, Date> = {};
    const remind = defineJob({
      name: 'appointment.remind',
      title: '就诊提醒',
      payload: z.object({ appointmentId: z.string(), when: z.enum(['evening-before', 'two-hours-before']) }),
      async run({ appointmentId }, tx) {
        times['reminded'] = tx.now;
        const next = { key: `miss/${appointmentId}`, dueAt: new Date(tx.now.getTime() + 600_000) };
        await send(tx, notices.receipt, { resident: me.residentId }, { when: '今晚' }, { key: appointmentId });
        await requestJob(tx, 'appointment.miss', { appointmentId }, next);
        return done();
      },
    });
    const miss = defineJob({
      name: 'appointment.miss',
      title: '过时未到',
      payload: z.object({ appointmentId: z.string() }),
      async run(_payload, tx) {
        times['missed'] = tx.now;
        await send(tx, notices.work, { staff: colleague.staffId }, { when: '今晚' }, { key: 'missed' });
        return done();
      },
    });
    const evening: TickDefinition = {
      name: 'test.evening',
      title: '晚间检查',
      times: daily('18:25'),
      first: 'at-its-time',
      async run(tx) {
        times['ticked'] = tx.now;
        return 'done';
      },
    };
    const own = {
      ...definitions,
      'dialogue.expire': expireNothing,
      'appointment.remind': remind,
      'appointment.miss': miss,
    };
    const later = await startLater(database, clock, { definitions: own, ticks: [evening] });
    const dueAt = soon(20);
    const payload = { appointmentId: 'a', when: 'two-hours-before' } as const;
    await database.transact((tx) => requestJob(tx, 'appointment.remind', payload, { key: 'a', dueAt }));
    expect(await stepTo(later, soon(60))).toEqual([
      '到时处理：就诊提醒',
      '给王*英发送了预约成功通知（微信）',
      '定时：晚间检查',
      '到时处理：过时未到',
      '给陈志远发送了签约申请（企业微信）',
    ]);
    expect(times).toEqual({
      reminded: dueAt,
      ticked: new Date('2026-03-01T18:25:00+08:00'),
      missed: new Date(dueAt.getTime() + 600_000),
    });
  });

  test('who cannot be reached is told of too, for somebody must call', async () => {
    const me = await somebody(database, '李建国');
    const later = await startLater(database, clock);
    later.wechat.answers({ outcome: 'refused', code: '47003', alert: false });
    await tell(database, 'receipt', { resident: me.residentId });
    expect((await later.runUntilQuiet()).map(({ what }) => what)).toEqual([
      '给李*国的预约成功通知没有发出去，转为电话联系',
    ]);
  });

  test('what is due after any time of standing still is found at the start', async () => {
    const me = await somebody(database);
    const id = await tell(database, 'receipt', { resident: me.residentId }, { dueAt: soon(1) });
    clock.moveTo(soon(30 * 24 * 60 + 60 * 14));
    const later = await startLater(database, clock);
    await later.runUntilQuiet();
    expect((await deliveryOf(database, id)).status).toBe('sent');
  });

  test('a crash’s leases keep nobody waiting where there is one process', async () => {
    const me = await somebody(database);
    const id = await tell(database, 'receipt', { resident: me.residentId });
    await database.transact((tx) =>
      tx.prisma.delivery.update({ where: { id }, data: { leaseUntil: soon(1), epoch: 7 } }),
    );
    const later = await startLater(database, clock);
    await later.runUntilQuiet();
    expect(await deliveryOf(database, id)).toMatchObject({ status: 'sent', epoch: 8 });
  });

  test('what other tables have due is done and counted with the rest', async () => {
    let open = 2;
    const due = soon(5);
    const later = await startLater(database, clock, {
      lookouts: [
        {
          name: 'inbox',
          run: async () => (clock.now() >= due && open > 0 ? open-- : 0),
          nextDue: async () => (open > 0 ? due : undefined),
        },
        { name: 'broken', run: () => Promise.reject(new Error('on purpose')), nextDue: async () => undefined },
      ],
    });
    await stepTo(later, soon(10));
    expect(open).toBe(0);
  });

  test('stopping finishes what runs and leaves the rest for the next start', async () => {
    const me = await somebody(database);
    const later = await startLater(database, clock);
    let release = () => {};
    const called = new Promise<void>((resolve) => {
      later.wechat.answers(async () => {
        resolve();
        await new Promise<void>((go) => (release = go));
        return { outcome: 'sent' };
      });
    });
    const first = await tell(database, 'receipt', { resident: me.residentId });
    await called;
    const stopped = later.stop();
    const second = await tell(database, 'receipt', { resident: me.residentId });
    release();
    await stopped;
    expect((await deliveryOf(database, first)).status).toBe('sent');
    expect(await deliveryOf(database, second)).toMatchObject({ status: 'pending', attempts: 0 });
    const next = await startLater(database, clock);
    await next.runUntilQuiet();
    expect(next.wechat.parcels).toMatchObject([{ deliveryId: second }]);
  });

  test('operators see what waits, how old it is, and how it ended', async () => {
    const me = await somebody(database);
    const metrics = createMetrics();
    const later = await startLater(database, clock, { metrics });
    await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    later.wechat.answers({ outcome: 'channel-paused', code: '45009', forMs: 60_000 });
    await tell(database, 'receipt', { resident: me.residentId });
    await later.runUntilQuiet();
    await later.stop();
    clock.moveTo(soon(3));
    const { body } = await metrics.exposition();
    expect(body).toContain('jiayi_deliveries_total{channel="wechat",form="template",result="sent"} 1');
    expect(body).toContain('jiayi_deliveries_total{channel="wechat",form="template",result="channel-paused"} 1');
    expect(body).toContain('jiayi_queue_depth{kind="delivery"} 1');
    expect(body).toContain('jiayi_queue_oldest_seconds{kind="delivery"} 120');
  });
});
