import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import type { SteppableClock } from '#kit/clock.ts';
import type { Database } from '#prisma/database.ts';
import { examine } from '#prisma/examine/examine.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { bundled, spoken, type Spoken } from '#tests/support/processes.ts';
import { seeded } from '#tests/support/tencent.ts';
import { bookAndGiveBack, type Family, openWechat, settleFamilies, type Wechat } from './families.ts';

/** Over all engines. */
const randomKills = Number(process.env['KILLS'] ?? 100);
/** No two kills at the same pass. */
const passes = [1, 7, 23];

let program = '';
beforeAll(async () => {
  program = await bundled(fileURLToPath(new URL('answer-in-a-process.ts', import.meta.url)));
});

interface Town {
  database: Database;
  clock: SteppableClock;
  wechat: Wechat;
  families: Family[];
  /** A process that is loaded and waits for what it shall be. */
  loaded(environment?: Record<string, string>): Promise<Spoken>;
  /** Makes it take callbacks, a second after the one before. */
  begins(process: Spoken, as: 'answering' | 'whole'): Promise<void>;
  /** Does what is left, a minute later. */
  drains(): Promise<void>;
}

async function town(engine: 'sqlite' | 'postgresql', families: number): Promise<Town> {
  const { database, clock, url } = await testDatabase({ engine });
  const spool = mkdtempSync(join(tmpdir(), 'jiayi-spool-'));
  const wechat = await openWechat();
  afterAll(() => {
    wechat.close();
    rmSync(spool, { recursive: true, force: true });
  });
  const order = (process: Spoken, as: string, seconds: number) => {
    clock.moveTo(new Date(clock.now().getTime() + seconds * 1_000));
    process.say({ url, platform: wechat.url, spool, now: clock.now().toISOString(), as });
  };
  const loaded = async (environment = {}) => {
    const process = spoken([program], environment);
    expect(await process.line()).toBe('loaded');
    return process;
  };
  return {
    database,
    clock,
    wechat,
    families: await settleFamilies(database, families),
    loaded,
    async begins(process, as) {
      order(process, as, 1);
      wechat.reaches(Number(await process.line()));
    },
    async drains() {
      const process = await loaded();
      order(process, 'draining', 60);
      expect(await process.ended).toEqual({ code: 0, signal: null });
    },
  };
}

/**
 * Nothing that was answered is lost, each message had its one effect, nobody was written to twice but for what was under
 * way at a kill, and all rows fit together.
 */
async function nothingIsLost({ database, wechat, families }: Town, evenings: number) {
  const rows = await database.read(async ({ prisma }) => ({
    messages: await prisma.inboundMessage.groupBy({ by: ['status'], _count: true }),
    appointments: await prisma.appointment.groupBy({ by: ['status'], _count: true }),
    deliveries: await prisma.delivery.findMany({ include: { attemptLog: true } }),
    contacts: await prisma.contact.count(),
  }));
  expect(rows.messages).toEqual([{ status: 'answered', _count: wechat.sent }]);
  expect(rows.appointments).toEqual([{ status: 'cancelled', _count: evenings }]);
  expect(rows.contacts).toBe(families.length * 2);
  const pushed = rows.deliveries.filter(({ key }) => !key.startsWith('late/'));
  expect(pushed.filter(({ status }) => status !== 'sent')).toEqual([]);
  expect(pushed).toHaveLength(evenings * 2);

  const attempts = pushed.flatMap(({ attemptLog }) => attemptLog);
  expect(attempts.filter(({ outcome }) => outcome !== null && outcome !== 'sent')).toEqual([]);
  const cutOff = attempts.filter(({ outcome }) => outcome === null);
  // Each attempt is one call or, where the kill came before it, none.
  const mothers = new Set(families.map(({ mother }) => mother));
  const messages = wechat.messages.filter(({ to }) => mothers.has(to));
  expect(messages.length).toBeLessThanOrEqual(attempts.filter(({ form }) => form === 'message').length);
  for (const [key, calls] of wechat.byKey)
    expect(calls).toBeLessThanOrEqual(attempts.filter(({ deliveryId }) => deliveryId === key).length);
  // By template a repeat carries the first one's key and is shown once; a message without a key may come twice.
  const extra = messages.length + wechat.byKey.size - pushed.length;
  expect(extra).toBeGreaterThanOrEqual(0);
  expect(extra).toBeLessThanOrEqual(cutOff.filter(({ form }) => form === 'message').length);
  const keyed = pushed.filter(({ attemptLog }) => attemptLog.every(({ form }) => form === 'template'));
  expect(keyed.filter(({ id }) => !wechat.byKey.has(id))).toEqual([]);
  expect(await examine(database)).toEqual([]);
  const answersPushed = rows.deliveries.length - pushed.length;
  return { evenings, sent: wechat.sent, resent: wechat.resent, cutOff: cutOff.length, extra, answersPushed };
}

/** Every family books and gives back, over and over. */
function keepTalking({ wechat }: Town, families: readonly Family[]) {
  const state = { talking: true, evenings: 0 };
  const talks = Promise.all(
    families.map(async (family) => {
      while (state.talking) {
        await bookAndGiveBack(wechat, family);
        state.evenings += 1;
      }
    }),
  );
  return {
    /** Rejects when somebody reads what they should not. */
    failed: talks,
    /** Lets everybody finish; how many evenings were booked and given back. */
    async ends(): Promise<number> {
      state.talking = false;
      await talks;
      return state.evenings;
    },
  };
}

describe.each(engines)('a process that answers is killed, on %s', (engine) => {
  test('in the middle of a message and after its commit, three times each', { timeout: 300_000 }, async () => {
    const at = await town(engine, 1);
    const talk = keepTalking(at, at.families);
    for (const point of ['claimed', 'committed'])
      for (const pass of passes) {
        const process = await at.loaded({ FAILPOINT: `${point}:${pass}:kill` });
        await at.begins(process, 'answering');
        expect(await Promise.race([process.ended, talk.failed])).toEqual({ code: null, signal: 'SIGKILL' });
      }
    const last = await at.loaded();
    await at.begins(last, 'answering');
    const evenings = await talk.ends();
    await last.kill();
    await at.drains();
    const { resent, answersPushed } = await nothingIsLost(at, evenings);
    expect(resent).toBeGreaterThanOrEqual(passes.length * 2);
    // One message is under way at a time: at each kill at most one answer is pushed although it had been read.
    expect(answersPushed).toBeLessThanOrEqual(passes.length * 2 + 1);
  });

  test('at any moment, while it answers and delivers', { timeout: 900_000 }, async () => {
    const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
    onTestFailed(() => console.error(`the kills were those of SEED=${seed}`));
    const chance = seeded(seed);
    const at = await town(engine, 6);
    const kills = Math.ceil(randomKills / engines.length);
    const talk = keepTalking(at, at.families);
    let next = at.loaded();
    for (let kill = 0; kill < kills; kill += 1) {
      const process = await next;
      next = at.loaded();
      const heard = at.wechat.hears(1 + Math.floor(chance() * 12));
      await at.begins(process, 'whole');
      await Promise.race([heard, talk.failed]);
      for (let turns = Math.floor(chance() * 40); turns > 0; turns -= 1)
        await new Promise((resolve) => setImmediate(resolve));
      await process.kill();
    }
    const last = await next;
    await at.begins(last, 'whole');
    const evenings = await talk.ends();
    await last.kill();
    await at.drains();
    const result = await nothingIsLost(at, evenings);
    console.info(`${kills} kills on ${engine}, SEED=${seed}: ${JSON.stringify(result)}`);
    expect(result.resent).toBeGreaterThan(0);
  });
});
