import { beforeEach, describe, expect, test } from 'vitest';
import { daily, dailyByRules, weekly, type TickDefinition } from '#jobs/engine/define-tick.ts';
import { createTicker } from '#jobs/engine/run-ticks.ts';
import { ticks } from '#jobs/index.ts';
import { districtDay } from '#kit/day.ts';
import { createMetrics } from '#kit/metrics.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { forgetWork, running, silent } from '#tests/support/later-work.ts';

const day = districtDay('Asia/Shanghai');
const at = (text: string) => new Date(`${text}+08:00`);

describe('the times of a schedule', () => {
  test('08:00 every day, by the district’s clock', () => {
    const { next, pattern } = daily('08:00');
    expect(pattern).toBe('0 8 * * *');
    expect(next(at('2026-03-01T07:59:59.999'), day)).toEqual(at('2026-03-01T08:00:00'));
    expect(next(at('2026-03-01T08:00:00'), day)).toEqual(at('2026-03-02T08:00:00'));
    expect(next(at('2026-12-31T23:59:00'), day)).toEqual(at('2027-01-01T08:00:00'));
  });

  test('a time that changes with the rules', () => {
    const { next } = dailyByRules((date) => (date < '2026-03-03' ? '08:00' : '07:30'));
    expect(next(at('2026-03-01T08:00:00'), day)).toEqual(at('2026-03-02T08:00:00'));
    expect(next(at('2026-03-02T08:00:00'), day)).toEqual(at('2026-03-03T07:30:00'));
  });

  test('a day of the week', () => {
    const { next, pattern } = weekly(7, '17:30');
    expect(pattern).toBe('30 17 * * 0');
    expect(next(at('2026-03-01T17:00:00'), day)).toEqual(at('2026-03-01T17:30:00'));
    expect(next(at('2026-03-01T17:30:00'), day)).toEqual(at('2026-03-08T17:30:00'));
  });

  test('stay at their hour where the clocks are changed', () => {
    const berlin = districtDay('Europe/Berlin');
    const before = berlin.at('2026-03-28', '08:00');
    expect(daily('08:00').next(before, berlin)).toEqual(berlin.at('2026-03-29', '08:00'));
  });
});

describe.each(engines)('schedules on %s', async (engine) => {
  const { database, clock } = await testDatabase({ engine, start: '2026-03-01T18:00:00+08:00' });
  beforeEach(() => forgetWork(database));

  function ticker(about: Partial<TickDefinition>, ran: string[] = []) {
    const tick: TickDefinition = {
      name: 'test.tick',
      title: '测试',
      times: daily('08:00'),
      first: 'at-its-time',
      run: async () => 'done',
      ...about,
    };
    return createTicker({
      database,
      clock: running(clock),
      log: silent,
      metrics: createMetrics(),
      ticks: [tick],
      ran: ({ title }) => ran.push(title),
    });
  }
  let today = '2026-03-01';
  /** Moves on to a later day, so that the tests of this file can share one clock. */
  const nextDays = (days: number, time: string) => {
    today = day.add(today, days);
    clock.moveTo(day.at(today, time));
  };

  test('the first start waits for the first time, or runs at once where that is wanted', async () => {
    const runs: Date[] = [];
    const run = async (_tx: unknown, due: Date) => (runs.push(due), 'done' as const);
    expect(await ticker({ run }).runDue()).toBe(0);
    await forgetWork(database);
    expect(await ticker({ run, first: 'at-once' }).runDue()).toBe(1);
    expect(await ticker({ run, first: 'at-once' }).runDue()).toBe(0);
    expect(runs).toEqual([clock.now()]);
  });

  test('each time is run once, also by four processes at once', async () => {
    const runs: Date[] = [];
    const run = async (_tx: unknown, due: Date) => (runs.push(due), 'done' as const);
    const processes = Array.from({ length: 4 }, () => ticker({ run }));
    await processes[0]?.runDue();
    for (let count = 0; count < 3; count++) {
      nextDays(1, '08:00');
      await Promise.all(processes.map((one) => one.runDue()));
    }
    expect(new Set(runs.map((due) => due.getTime())).size).toBe(3);
    const kept = await database.read((tx) => tx.prisma.tick.findUniqueOrThrow({ where: { name: 'test.tick' } }));
    expect(kept).toMatchObject({ dueAt: day.at(day.add(today, 1), '08:00'), lastRunAt: clock.now() });
  });

  test('after any pause the last time that was missed is caught up, once', async () => {
    const runs: Date[] = [];
    const one = ticker({ run: async (_tx, due) => (runs.push(due), 'done') });
    await one.runDue();
    nextDays(40, '07:00');
    await one.runDue();
    await one.runDue();
    expect(runs).toEqual([day.at(day.add(today, -1), '08:00')]);
  });

  test('what is useful only for a while is left out when it is late', async () => {
    const runs: Date[] = [];
    const ran: string[] = [];
    const one = ticker({ run: async (_tx, due) => (runs.push(due), 'done'), usefulForMs: 4 * 3_600_000 }, ran);
    await one.runDue();
    nextDays(1, '12:00:00'.slice(0, 5));
    expect(await one.runDue()).toBe(1);
    nextDays(1, '12:01');
    expect(await one.runDue()).toBe(0);
    expect(runs).toHaveLength(1);
    expect(ran).toEqual(['测试']);
  });

  test('a part that wants more is called again at once, each in a transaction of its own', async () => {
    let parts = 0;
    const one = ticker({ run: async () => (++parts % 3 === 0 ? 'done' : 'more') });
    await one.runDue();
    nextDays(1, '08:00');
    expect(await one.runDue()).toBe(1);
    expect(parts).toBe(3);
  });

  test('one that fails changes nothing, stays due, and is left alone for a minute', async () => {
    let tries = 0;
    const one = ticker({
      async run(tx) {
        tries += 1;
        await tx.prisma.setting.create({ data: { name: `half done ${tries}`, value: '' } });
        if (tries === 1) throw new Error('on purpose');
        return 'done';
      },
    });
    await one.runDue();
    nextDays(1, '08:00');
    await one.runDue();
    await one.runDue();
    expect(tries).toBe(1);
    const half = await database.read((tx) => tx.prisma.setting.findUnique({ where: { name: 'half done 1' } }));
    expect(half).toBeNull();
    clock.moveTo(new Date(clock.now().getTime() + 60_000));
    expect(await one.runDue()).toBe(1);
    expect(tries).toBe(2);
  });

  test('tells what is next', async () => {
    const one = ticker({});
    expect(await one.nextDue()).toBeUndefined();
    await one.runDue();
    expect(await one.nextDue()).toEqual(day.at(day.add(today, 1), '08:00'));
  });

  test('all schedules of the district run on an empty district', async () => {
    const all = createTicker({
      database,
      clock: running(clock),
      log: silent,
      metrics: createMetrics(),
      ticks: ticks.map((tick) => ({ ...tick, first: 'at-once' as const })),
      ran: () => {},
    });
    expect(await all.runDue()).toBe(ticks.length);
    expect(new Set(ticks.map(({ name }) => name)).size).toBe(ticks.length);
  });
});
