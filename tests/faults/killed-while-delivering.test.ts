import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Failpoint } from '#kit/failpoint.ts';
import { testDatabase } from '#tests/support/database.ts';
import { engines } from '#tests/support/engines.ts';
import { somebody } from '#tests/support/later-work.ts';

const points: readonly Failpoint[] = ['claimed', 'committed', 'handed-over', 'before-call', 'after-call'];
const killsAtEach = 3;
/** A number that ends no row of kills at the same pass. */
const passes = [1, 7, 23];

/** Takes every message and counts its calls, in whatever form it comes. */
async function platform() {
  const calls = new Map<string, number>();
  const server = createServer((request, response) => {
    const key = request.url?.split('/').at(-1) ?? '';
    calls.set(key, (calls.get(key) ?? 0) + 1);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // It listens on a port, so the address is one.
  const { port } = server.address() as AddressInfo;
  return { calls, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe.each(engines)('killed at every failpoint, on %s', async (engine) => {
  const { database, url } = await testDatabase({ engine });
  const wechat = await platform();
  afterAll(wechat.close);

  test('nothing is lost, and at most what was in flight is called again', { timeout: 300_000 }, async () => {
    const [talking, silent] = [await somebody(database), await somebody(database)];
    await database.transact((tx) =>
      tx.prisma.contact.update({
        where: { id: talking.contactId },
        data: { windowRemaining: 1_000_000, windowExpiresAt: new Date('2099-01-01') },
      }),
    );
    const run = async (name: string, failpoint: string) => {
      const script = fileURLToPath(new URL('deliver-in-a-process.ts', import.meta.url));
      const child = spawn(
        process.execPath,
        ['--import', 'tsx', '-C', 'development', script, url, wechat.url, talking.bindingId, silent.bindingId, name],
        { env: { ...process.env, FAILPOINT: failpoint }, stdio: ['ignore', 'ignore', 'inherit'] },
      );
      const [code, signal] = await once(child, 'exit');
      return { code, signal };
    };
    for (const point of points)
      for (const [kill, pass] of passes.slice(0, killsAtEach).entries())
        expect(await run(`${point}-${kill}`, `${point}:${pass}:kill`)).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await run('drain', '')).toEqual({ code: 0, signal: null });

    const { jobs, deliveries } = await database.read(async (tx) => ({
      jobs: await tx.prisma.job.findMany(),
      deliveries: await tx.prisma.delivery.findMany({ include: { attemptLog: true } }),
    }));
    expect(jobs.length).toBeGreaterThan(points.length * killsAtEach);
    expect(jobs.filter(({ status }) => status !== 'done')).toEqual([]);
    expect(deliveries).toHaveLength(jobs.length * 2);
    expect(deliveries.filter(({ status }) => status !== 'sent')).toEqual([]);
    const wrong = deliveries.filter(({ id, attemptLog }) => {
      const calls = wechat.calls.get(id) ?? 0;
      const cutOff = attemptLog.filter(({ outcome }) => outcome === null).length;
      return calls < 1 || calls > 1 + cutOff;
    });
    expect(wrong).toEqual([]);
    const cutOff = deliveries.flatMap(({ attemptLog }) => attemptLog.filter(({ outcome }) => outcome === null));
    // Somebody was cut off between call and result, or this shows nothing.
    expect(cutOff.length).toBeGreaterThan(0);
    expect(wechat.calls.size).toBe(deliveries.length);
  });
});
