import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { examine } from '#prisma/examine/examine.ts';
import { emptyPostgresql } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { type Spoken, spoken } from '#tests/support/processes.ts';
import { privateRedis, redisIsHere } from '#tests/support/redis.ts';
import { WECHAT_APP } from '#tests/support/tencent.ts';
import { readConfig } from '../../config.ts';
import { openFoundations } from '../../foundations.ts';
import { bookAndGiveBack, books, openWechat, settleFamilies, templates } from './families.ts';

const program = ['--import', 'tsx', '-C', 'development', fileURLToPath(new URL('../../main.ts', import.meta.url))];
const here = engines.includes('postgresql') && (await redisIsHere());

/** A zone in which it is early afternoon now: no quiet hours, and the evening's clinics are still to come. */
function afternoonZone(): string {
  const ahead = 14 - new Date().getUTCHours();
  return `Etc/GMT${ahead >= 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

function settings(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'jiayi-roles-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    DATA_DIR: folder,
    PORT: '0',
    SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    WECHAT_APP_ID: WECHAT_APP.receiveId,
    WECHAT_APP_SECRET: 'secret',
    WECHAT_TOKEN: WECHAT_APP.token,
    WECHAT_ENCODING_AES_KEY: WECHAT_APP.encodingAesKey,
    WECHAT_TEMPLATES: JSON.stringify(templates),
    DISTRICT_TIME_ZONE: afternoonZone(),
    LOG_LEVEL: 'info',
  };
}

/** Starts the program itself; its port once it answers. */
async function starts(environment: Record<string, string>): Promise<{ process: Spoken; port: number }> {
  const process = spoken(program, environment);
  for (;;) {
    const port = /"url":"http:\/\/127\.0\.0\.1:(\d+)".*program listening/.exec(await process.line())?.[1];
    if (port) return { process, port: Number(port) };
  }
}

test.each(['api', 'worker'])('role %s does not start on a file', async (role) => {
  const environment = { ...settings(), ROLE: role, REDIS_URL: 'redis://127.0.0.1:1' };
  expect(await spoken(program, environment).ended).toEqual({ code: 78, signal: null });
});

test.skipIf(!here)(
  'two that answer and two that work: all arrives once, whoever is killed and whatever Redis does',
  {
    timeout: 600_000,
  },
  async () => {
    const redis = await privateRedis();
    const wechat = await openWechat();
    afterAll(async () => {
      wechat.close();
      await redis.remove();
    });
    const environment = {
      ...settings(),
      DATABASE_URL: await emptyPostgresql(),
      REDIS_URL: redis.url,
      WECHAT_API_BASE: wechat.url,
    };
    const { database } = await openFoundations(readConfig({ ...environment, LOG_LEVEL: 'silent' }));
    afterAll(() => database.close());
    const families = await settleFamilies(database, 4);
    const [api, otherApi, worker, otherWorker] = await Promise.all(
      ['api', 'api', 'worker', 'worker'].map((role) => starts({ ...environment, ROLE: role })),
    );
    if (!api || !otherApi || !worker || !otherWorker) throw new Error('four were started');
    wechat.reaches(api.port, otherApi.port);

    const everybody = async () => {
      await Promise.all(families.map((family) => bookAndGiveBack(wechat, family)));
    };
    await everybody();
    await redis.client.flushall();
    await everybody();
    await worker.process.kill();
    await everybody();
    await redis.kill();
    await everybody();
    await redis.start();
    await everybody();
    await Promise.all(families.map((family) => books(wechat, family)));

    const pending = () =>
      database.read(({ prisma, now }) => prisma.delivery.count({ where: { status: 'pending', dueAt: { lte: now } } }));
    const quiet = async () => {
      while ((await pending()) > 0) await new Promise((resolve) => setImmediate(resolve));
    };
    await quiet();
    // The reminders' time has come.
    await database.transact(({ prisma, now }) =>
      prisma.job.updateMany({
        where: { name: 'appointment.remind', status: 'pending', key: { endsWith: 'two-hours-before' } },
        data: { dueAt: now },
      }),
    );
    const reminders = () => database.read(({ prisma }) => prisma.delivery.findMany({ where: { kind: reminderKind } }));
    while ((await reminders()).length < families.length * 2) await new Promise((resolve) => setImmediate(resolve));
    await quiet();

    const rows = await database.read(({ prisma }) =>
      prisma.delivery.findMany({ where: { NOT: { key: { startsWith: 'late/' } } }, include: { attemptLog: true } }),
    );
    expect(rows.filter(({ status }) => status !== 'sent')).toEqual([]);
    // Five evenings booked and given back, one that is kept, and its reminder to mother and son.
    expect(rows).toHaveLength(families.length * (5 * 2 + 1 + 2));
    const cutOff = rows.flatMap(({ attemptLog }) => attemptLog.filter(({ outcome }) => outcome === null));
    const shown = wechat.messages.length + wechat.byKey.size;
    const late = await database.read(({ prisma }) =>
      prisma.delivery.count({ where: { key: { startsWith: 'late/' } } }),
    );
    expect(shown - late).toBeGreaterThanOrEqual(rows.length);
    expect(shown - late).toBeLessThanOrEqual(rows.length + cutOff.length);
    const messages = await database.read(({ prisma }) =>
      prisma.inboundMessage.groupBy({ by: ['status'], _count: true }),
    );
    expect(messages).toEqual([{ status: 'answered', _count: wechat.sent }]);
    expect(await examine(database)).toEqual([]);

    for (const { process } of [api, otherApi, otherWorker]) {
      process.stop();
      expect(await process.ended).toEqual({ code: 0, signal: null });
    }
  },
);

const reminderKind = 'appointment.reminder';
